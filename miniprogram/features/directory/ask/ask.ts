import type { Question } from './view'

/** A sheet that asks for a reason. Triggers `close`, and `answer` with `{ reason }`; the page sends, and says what went wrong. */
Component({
  properties: {
    /** The sheet is open while there is one. */
    question: { type: Object, value: null as unknown as Question },
    sending: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: { shown: null as Question | null, reason: '', missing: false },
  observers: {
    question(question: Question | null) {
      if (question) this.setData({ shown: question, reason: '', missing: false })
    },
  },
  methods: {
    type(event: WechatMiniprogram.Input) {
      this.setData({ reason: event.detail.value, missing: false })
    },
    confirm() {
      const reason = this.data.reason.trim()
      if (reason) this.triggerEvent('answer', { reason })
      else this.setData({ missing: true })
    },
    close() {
      if (!this.data.sending) this.triggerEvent('close')
    },
    follow(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close')
    },
  },
})
