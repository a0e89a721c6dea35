import { builtin } from './define'
import { flag, number, text } from './properties'

export const slider = builtin({
  name: 'slider',
  properties: {
    min: number(0),
    max: number(100),
    step: number(1),
    value: number(0),
    disabled: flag(),
    showValue: flag(),
    name: text(),
    color: text(),
    selectedColor: text(),
    activeColor: text('#1aad19'),
    backgroundColor: text('#e9e9e9'),
    blockSize: number(28),
    blockColor: text('#ffffff'),
  },
  setup(self) {
    const range = self.element.querySelector('input')!
    range.addEventListener('input', () => {
      self.set({ value: range.valueAsNumber })
      self.emit('changing', { value: range.valueAsNumber })
    })
    range.addEventListener('change', () => self.emit('change', { value: range.valueAsNumber }))
    return {
      value: () => self.data.value,
      reset: () => self.set({ value: self.data.min }),
      update() {
        const { min, max, step, value, disabled, activeColor, backgroundColor } = self.data
        Object.assign(range, { min, max, step, disabled })
        range.value = String(value)
        range.style.setProperty('--active', activeColor)
        range.style.setProperty('--inactive', backgroundColor)
        range.style.setProperty('--filled', `${((value - min) / (max - min)) * 100}%`)
      },
    }
  },
})
