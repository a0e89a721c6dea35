/**
 * A field of a form in which people write; what is in its slot stands at its end. Triggers `change` with
 * `{ field, value }` at each letter.
 */
Component({
  properties: {
    /** The name under which the form keeps the value. */
    field: { type: String, value: '' },
    value: { type: String, value: '' },
    label: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    /** The type of the input: `text`, `number`, `digit` …; `long` grows with its lines. */
    type: { type: String, value: 'text' },
    maxlength: { type: Number, value: 140 },
    /** The value is short and stands at the end of the row, as where the label is a sentence. */
    short: { type: Boolean, value: false },
    /** The fault of the value, in words, or undefined: of any type, because WeChat warns of a String that is not there. */
    fault: { type: null, value: undefined as string | undefined },
    /** Test id. */
    name: { type: String, value: 'text' },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.triggerEvent('change', { field: this.data.field, value: event.detail.value })
    },
  },
})
