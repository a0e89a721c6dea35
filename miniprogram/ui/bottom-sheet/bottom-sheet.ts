/**
 * The frame of a sheet that comes up from the bottom: what it is about, a slot, what is wrong, and its buttons. The slot
 * `below` stands between what is wrong and the buttons. Triggers `confirm`, and `close` when it goes away or is to go.
 */
Component({
  options: { multipleSlots: true },
  properties: {
    open: { type: Boolean, value: false },
    title: { type: String, value: '' },
    /** The line below the title: the thing at hand. */
    subject: { type: String, value: '' },
    hint: { type: String, value: '' },
    problem: { type: String, value: '' },
    /** Text of the button; without it the sheet has no buttons. */
    confirm: { type: String, value: '' },
    /** Text of the button that leaves things as they are; none where it is empty. */
    back: { type: String, value: '再想想' },
    theme: { type: String, value: 'primary' },
    /** The Phase: the sheet cannot be left while it is `sending`, nor confirmed unless it is `ready`. */
    phase: { type: String, value: 'ready' },
    /** Prefix of its test ids. */
    name: { type: String, value: 'bottom' },
  },
  methods: {
    onConfirm() {
      this.triggerEvent('confirm')
    },
    onBack() {
      if (this.data.phase !== 'sending') this.triggerEvent('close')
    },
    /** A tap on the overlay hides the popup by itself, which the page has to know. */
    onVisibleChange(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close')
    },
  },
})
