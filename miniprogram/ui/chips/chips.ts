import { type Option, toChoices, toggle } from '../options'

/**
 * Chips of which one is chosen, or several. Triggers `change` with `{ field, value }`: the id, or the ids in the order of
 * the options.
 */
Component({
  properties: {
    /** The name under which the form keeps the value. */
    field: { type: String, value: '' },
    /** The Options, `{ id, text }`. */
    options: { type: Array, value: [] as Option[] },
    /** The id that is chosen, or a list of ids where `multiple`. */
    value: { type: null, value: '' as unknown },
    multiple: { type: Boolean, value: false },
    /** A tap on the chosen one takes it back, to an empty string. */
    optional: { type: Boolean, value: false },
    label: { type: String, value: '' },
    /** Prefix of the test ids. */
    name: { type: String, value: 'chip' },
  },
  data: { choices: [] as ReturnType<typeof toChoices> },
  observers: {
    'options, value'(options: Option[], value: unknown) {
      this.setData({ choices: toChoices(options, value) })
    },
  },
  methods: {
    onChoose(event: WechatMiniprogram.TouchEvent) {
      const { field } = this.data
      this.triggerEvent('change', { field, value: this.valueAfter(event.currentTarget.dataset.id) })
    },
    valueAfter(id: string | number) {
      const { options, value, multiple, optional } = this.data
      if (multiple) return toggle(options as Option[], value as Option['id'][], id)
      return optional && value === id ? '' : id
    },
  },
})
