import { indexOf, type Option } from '../options'

/** A field of a form whose value is picked from a list. Triggers `change` with `{ field, value }`: the id picked. */
Component({
  properties: {
    /** The name under which the form keeps the value. */
    field: { type: String, value: '' },
    /** The Options, `{ id, text }`. */
    options: { type: Array, value: [] as Option[] },
    /** The id that is chosen. */
    value: { type: null, value: '' as unknown },
    label: { type: String, value: '' },
    /** The value is short and stands at the end of the row, as where the label is a sentence. */
    short: { type: Boolean, value: false },
    /** Without the arrow, where two stand side by side. */
    bare: { type: Boolean, value: false },
    fault: { type: null, value: undefined as string | undefined },
    /** Test id. */
    name: { type: String, value: 'select' },
  },
  data: { texts: [] as string[], index: 0 },
  observers: {
    'options, value'(options: Option[], value: unknown) {
      this.setData({ texts: options.map(({ text }) => text), index: indexOf(options, value) })
    },
  },
  methods: {
    onPick(event: WechatMiniprogram.PickerChange) {
      const option = (this.data.options as Option[])[Number(event.detail.value)]
      if (option) this.triggerEvent('change', { field: this.data.field, value: option.id })
    },
  },
})
