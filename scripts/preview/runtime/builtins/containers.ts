import { builtin } from './define'
import { hover, hoverProperties } from './hover'
import { any, flag, number, text } from './properties'
import { builtinOf, descendants } from './tree'

export const view = builtin({
  name: 'view',
  properties: hoverProperties(),
  setup(self) {
    hover(self)
    return {}
  },
})

export const plainText = builtin({
  name: 'text',
  properties: { selectable: flag(), userSelect: flag() },
  setup: self => ({
    update: () => self.element.toggleAttribute('selectable', self.data.userSelect || self.data.selectable),
  }),
})

/** `system` lets text follow the size that the user chose on the phone; `page-style` can hold the page still. */
export const pageMeta = builtin({
  name: 'page-meta',
  properties: { rootFontSize: text(), pageFontSize: text(), pageStyle: text() },
  setup(self) {
    const sizeOf = (size: string) => (size === 'system' ? 'var(--wx-system-font-size)' : size)
    const page = self.element.closest<HTMLElement>('wx-page')!
    return {
      update() {
        const { rootFontSize, pageFontSize, pageStyle } = self.data
        document.documentElement.style.fontSize = sizeOf(rootFontSize)
        page.style.cssText = pageStyle
        page.style.fontSize = sizeOf(pageFontSize)
      },
      detach() {
        document.documentElement.style.fontSize = ''
      },
    }
  },
})

/** Passes a press on to the control it names, or to the first one inside. */
export const label = builtin({
  name: 'label',
  properties: { for: text() },
  setup(self) {
    self.on('tap', event => {
      const named = self.data.for ? self.node.ownerShadowRoot?.getElementById(self.data.for) : undefined
      const control = named ?? descendants(self.node).find(child => builtinOf(child)?.behaviour.activate)
      const pressed = builtinOf(event.target)?.self.node
      if (control && pressed !== control) builtinOf(control)?.behaviour.activate?.()
    })
    return {}
  },
})

export const progress = builtin({
  name: 'progress',
  properties: {
    percent: number(),
    showInfo: flag(),
    strokeWidth: any<number | string>(6),
    color: text(),
    activeColor: text('#09bb07'),
    backgroundColor: text('#ebebeb'),
    active: flag(),
  },
})
