import type { Builtin } from './builtin'
import { builtin } from './define'
import { hover, hoverProperties } from './hover'
import { open } from './open-types'
import { any, flag, text } from './properties'
import { closest } from './tree'

export const button = builtin({
  name: 'button',
  properties: {
    ...hoverProperties('button-hover'),
    type: text('default'),
    size: text('default'),
    plain: flag(),
    disabled: flag(),
    loading: flag(),
    formType: text(),
    openType: text(),
    lang: text(),
    name: text(),
    sessionFrom: text(),
    sendMessageTitle: text(),
    sendMessagePath: text(),
    sendMessageImg: text(),
    appParameter: text(),
    showMessageCard: any(null),
    activityType: any(null),
    entrancePath: any(null),
    needShowEntrance: any(null),
    phoneNumberNoQuotaToast: any(null),
    createLiveActivity: any(null),
  },
  setup(self) {
    hover(self, () => self.data.disabled)
    const activate = () => {
      if (self.data.disabled) return
      const form = closest(self.node, 'form')
      // Later: the page's own tap handlers come before the form's.
      if (self.data.formType === 'submit') queueMicrotask(() => form?.behaviour.submit?.())
      if (self.data.formType === 'reset') queueMicrotask(() => form?.behaviour.reset?.())
      void open(self.data.openType, self as unknown as Builtin)
    }
    self.on('tap', activate)
    self.element.setAttribute('role', 'button')
    return {
      activate,
      update() {
        const { type, size, plain, disabled, loading } = self.data
        self.element.setAttribute('type', type)
        self.element.setAttribute('size', size)
        self.element.toggleAttribute('plain', plain)
        self.element.toggleAttribute('disabled', disabled)
        self.element.toggleAttribute('loading', loading)
        self.element.setAttribute('aria-disabled', String(disabled))
      },
    }
  },
})
