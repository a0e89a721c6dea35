import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { Builtin } from './builtin'
import { builtin } from './define'
import { any, flag, text } from './properties'
import { builtinOf, closest, descendants } from './tree'

const choiceProperties = {
  checked: flag(),
  disabled: flag(),
  color: text(),
  name: text(),
  value: any<string>(''),
  type: text('switch'),
}

type Choice = Builtin<typeof choiceProperties>

export const switchControl = builtin({
  name: 'switch',
  properties: choiceProperties,
  setup(self) {
    return choice(self, 'switch', {
      pressed() {
        self.set({ checked: !self.data.checked })
        self.emit('change', { value: self.data.checked })
      },
      value: () => self.data.checked,
      reset: () => self.set({ checked: false }),
    })
  },
})

export const checkbox = builtin({
  name: 'checkbox',
  properties: choiceProperties,
  setup(self) {
    return choice(self, 'checkbox', {
      pressed() {
        self.set({ checked: !self.data.checked })
        const group = closest(self.node, 'checkbox-group')
        group?.self.emit('change', { value: checkedValues(group.self.node, 'checkbox') })
      },
    })
  },
})

export const radio = builtin({
  name: 'radio',
  properties: choiceProperties,
  setup(self) {
    return choice(self, 'radio', {
      pressed() {
        if (self.data.checked) return
        const group = closest(self.node, 'radio-group')
        if (group) uncheck(group.self.node, 'radio')
        self.set({ checked: true })
        group?.self.emit('change', { value: self.data.value })
      },
    })
  },
})

export const checkboxGroup = builtin({
  name: 'checkbox-group',
  properties: { name: text() },
  setup: self => ({
    value: () => checkedValues(self.node, 'checkbox'),
    reset: () => uncheck(self.node, 'checkbox'),
  }),
})

export const radioGroup = builtin({
  name: 'radio-group',
  properties: { name: text() },
  setup: self => ({
    value: () => checkedValues(self.node, 'radio')[0] ?? '',
    reset: () => uncheck(self.node, 'radio'),
  }),
})

interface Press {
  pressed(): void
  value?(): unknown
  reset?(): void
}

function choice(self: Choice, role: string, { pressed, ...behaviour }: Press) {
  const activate = () => {
    if (!self.data.disabled) pressed()
  }
  self.on('tap', activate)
  self.element.setAttribute('role', role)
  return {
    ...behaviour,
    activate,
    update() {
      const { checked, disabled, color } = self.data
      self.element.toggleAttribute('checked', checked)
      self.element.toggleAttribute('disabled', disabled)
      self.element.setAttribute('aria-disabled', String(disabled))
      self.element.setAttribute('aria-checked', String(checked))
      if (color) self.element.style.setProperty('--choice-color', color)
    },
  }
}

function choices(group: glassEasel.Element, name: string): Choice[] {
  return descendants(group)
    .map(builtinOf)
    .filter(found => found?.name === name)
    .map(found => found!.self as unknown as Choice)
}

function checkedValues(group: glassEasel.Element, name: string): string[] {
  return choices(group, name)
    .filter(({ data }) => data.checked)
    .map(({ data }) => data.value)
}

function uncheck(group: glassEasel.Element, name: string): void {
  for (const one of choices(group, name)) if (one.data.checked) one.set({ checked: false })
}
