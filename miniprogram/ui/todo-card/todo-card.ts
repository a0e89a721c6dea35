import type { TodoCard } from './view'

/**
 * A to-do, something that waits or an entry of the agenda. Triggers `open`; `act` for the one tap; `more` for ⋯; and
 * `stars` with `{ value }`.
 */
Component({
  properties: {
    /** The TodoCard. */
    card: { type: Object, value: null as unknown as TodoCard },
  },
  methods: {
    onOpen() {
      this.triggerEvent('open')
    },
    onAct() {
      this.triggerEvent('act')
    },
    onMore() {
      this.triggerEvent('more')
    },
    onStars(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
      this.triggerEvent('stars', { value: event.detail.value })
    },
  },
})
