import { any, builtin, builtinOf, descendants, flag, number, text } from './define'
import { hover, hoverProperties } from './hover'

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
  properties: { selectable: flag(), userSelect: flag(), space: text(), decode: flag(), overflow: text() },
  setup: self => ({
    update: () => self.element.toggleAttribute('selectable', self.data.userSelect || self.data.selectable),
  }),
})

export const coverView = builtin({ name: 'cover-view', properties: {} })

/** Moves its children out of every clipping ancestor, to the page's own layer. */
export const rootPortal = builtin({
  name: 'root-portal',
  properties: { enable: flag(true) },
  setup(self) {
    const body = self.element.closest('.wx-body')
    if (self.data.enable) body?.append(self.element)
    return { detach: () => self.element.remove() }
  },
})

/** `root-font-size="system"` lets rem follow the text size that the user chose on the phone. */
export const pageMeta = builtin({
  name: 'page-meta',
  properties: { rootFontSize: text(), pageStyle: text(), backgroundTextStyle: text() },
  setup(self) {
    return {
      update() {
        const root = document.documentElement.style
        const { rootFontSize } = self.data
        root.fontSize = rootFontSize === 'system' ? 'var(--wx-system-font-size)' : rootFontSize
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
