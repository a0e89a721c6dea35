/** Shows what a page shows instead of its content: a skeleton, why it failed, or that there is nothing yet. */
Component({
  options: { multipleSlots: true },
  properties: {
    phase: { type: String, value: 'loading' },
    /** The Failure to explain while the phase is `failed`. */
    failure: { type: Object },
    empty: { type: Boolean, value: false },
    emptyIcon: { type: String, value: 'calendar' },
    emptyTitle: { type: String, value: '' },
    emptyHint: { type: String, value: '' },
  },
  data: {
    /** The outline of a card: a picture and two lines beside it, three times. */
    outline: [1, 2, 3],
    lines: [
      { width: '60%', height: '36rpx' },
      { width: '100%', height: '28rpx' },
      { width: '40%', height: '28rpx' },
    ],
  },
  methods: {
    retry() {
      this.triggerEvent('retry')
    },
  },
})
