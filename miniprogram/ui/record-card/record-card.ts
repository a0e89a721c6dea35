import type { RecordCard } from './card'

/**
 * A record in a list, with a slot above its buttons. Triggers `action` with `{ action }` when a button is tapped, and
 * `open` when the card is tapped that is a link.
 */
Component({
  properties: {
    /** The RecordCard. */
    card: { type: Object, value: null as unknown as RecordCard },
    /** Leaves the buttons out. */
    compact: { type: Boolean, value: false },
    /** Buttons for a thumb, side by side. */
    large: { type: Boolean, value: false },
    /** A tap on the card opens it. */
    link: { type: Boolean, value: false },
    /** Test id. */
    name: { type: String, value: 'card' },
  },
  methods: {
    onOpen() {
      if (this.data.link) this.triggerEvent('open')
    },
    onAction(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('action', { action: event.currentTarget.dataset.action as string })
    },
  },
})
