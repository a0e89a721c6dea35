import { type ActionSpec, CLOSED, missingWords, withDefaults } from './spec'

/**
 * A sheet that asks once more before an action, with words where the action wants some. The slot stands above the words,
 * the slot `after` under them, the slot `below` under what is wrong. Triggers `close`; `change` with `{ words }` at each
 * letter; and `confirm` with `{ words }`, trimmed, once nothing is missing.
 */
Component({
  options: { multipleSlots: true },
  properties: {
    /** The ActionSpec; the sheet is open while there is one. */
    spec: { type: Object, value: null as unknown as ActionSpec },
    /** The thing at hand, in one line. */
    subject: { type: String, value: '' },
    phase: { type: String, value: 'ready' },
    problem: { type: String, value: '' },
    /** Prefix of its test ids. */
    name: { type: String, value: 'act' },
  },
  data: {
    /** The last ActionSpec: it stays in sight while the sheet goes down. */
    current: CLOSED,
    words: '',
    missing: '',
  },
  observers: {
    spec(spec: ActionSpec | null) {
      if (spec) this.setData({ current: withDefaults(spec), words: spec.initial ?? '', missing: '' })
    },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      const words = event.detail.value
      this.setData({ words, missing: '' })
      this.triggerEvent('change', { words })
    },
    onConfirm() {
      const { current, words } = this.data
      const missing = missingWords(current, words)
      this.setData({ missing })
      if (!missing) this.triggerEvent('confirm', { words: words.trim() })
    },
    onClose() {
      this.triggerEvent('close')
    },
  },
})
