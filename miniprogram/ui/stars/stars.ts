import { STAR_WORDS, starsOf } from './view'

/** Five stars to rate with, and what they mean. Triggers `change` with `{ field, value }`. */
Component({
  properties: {
    label: { type: String, value: '' },
    /** The name under which a form keeps the value. */
    field: { type: String, value: '' },
    /** Number of stars; 0 for none yet. */
    value: { type: Number, value: 0 },
    /** Prefix of the test ids. */
    name: { type: String, value: 'star' },
  },
  data: { stars: starsOf(0), words: '' as string },
  observers: {
    value(value: number) {
      this.setData({ stars: starsOf(value), words: STAR_WORDS[value] ?? '' })
    },
  },
  methods: {
    onStar(event: WechatMiniprogram.TouchEvent) {
      const { field } = this.data
      this.triggerEvent('change', { field, value: event.currentTarget.dataset.count as number })
    },
  },
})
