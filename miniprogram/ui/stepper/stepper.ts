/** A whole number that is typed, or changed by one. Triggers `change` with `{ field, value }`, always between min and max. */
Component({
  properties: {
    /** The name under which the form keeps the value. */
    field: { type: String, value: '' },
    value: { type: Number, value: 1 },
    min: { type: Number, value: 1 },
    max: { type: Number, value: 10_000 },
    /** Name of the number for a screen reader. */
    label: { type: String, value: '数量' },
    /** Prefix of the test ids. */
    name: { type: String, value: 'stepper' },
  },
  methods: {
    onStep(event: WechatMiniprogram.TouchEvent) {
      this.change(this.data.value + Number(event.currentTarget.dataset.by))
    },
    /** Each digit counts at once; the field shows what counts when it is left. */
    onTyped(event: WechatMiniprogram.Input) {
      const typed = Number.parseInt(event.detail.value, 10)
      if (!Number.isNaN(typed)) this.tell(this.within(typed))
    },
    onBlur(event: WechatMiniprogram.InputBlur) {
      const typed = Number.parseInt(event.detail.value, 10)
      this.change(Number.isNaN(typed) ? this.data.value : typed)
    },
    change(wanted: number) {
      const value = this.within(wanted)
      this.setData({ value })
      this.tell(value)
    },
    within(wanted: number) {
      return Math.min(this.data.max, Math.max(this.data.min, wanted))
    },
    tell(value: number) {
      this.triggerEvent('change', { field: this.data.field, value })
    },
  },
})
