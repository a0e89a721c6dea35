import { type PickerOptions, pickColumns } from '../overlays/picker'
import { builtin } from './define'
import { any, flag, text } from './properties'

export const picker = builtin({
  name: 'picker',
  properties: {
    mode: text('selector') as { type: StringConstructor; value: PickerOptions['mode'] },
    range: any<unknown[]>([]),
    rangeKey: text(),
    value: any<unknown>(0),
    start: text(),
    end: text(),
    fields: text('day') as { type: StringConstructor; value: PickerOptions['fields'] },
    disabled: flag(),
    name: text(),
    headerText: text(),
  },
  setup(self) {
    const open = async () => {
      if (self.data.disabled) return
      const value = await pickColumns(self.data, (column, row) =>
        self.emit('columnchange', { column, value: row }),
      )
      if (value === undefined) {
        self.emit('cancel')
        return
      }
      self.set({ value })
      self.emit('change', { value })
    }
    self.on('tap', open)
    return { value: () => self.data.value }
  },
})
