/** A field of a form that is on or off. Triggers `change` with `{ field, value }`. */
Component({
  properties: {
    /** The name under which the form keeps the value. */
    field: { type: String, value: '' },
    value: { type: Boolean, value: false },
    label: { type: String, value: '' },
    hint: { type: String, value: '' },
    /** The label is muted, as those of the short fields around it. */
    short: { type: Boolean, value: false },
    /** Without the ground of a field, as in a list of many switches. */
    plain: { type: Boolean, value: false },
    /** Test id. */
    name: { type: String, value: 'switch' },
  },
  methods: {
    onSwitch() {
      const { field, value } = this.data
      this.triggerEvent('change', { field, value: !value })
    },
  },
})
