import { callNamed, type NamedCall } from '../../services/cloud'
import type { ActionSpec } from '../action-sheet/spec'
import type { Phase } from '../phase'
import { sending } from '../sheet'
import { bothStars, SCORES, type Stars } from '../stars/view'
import { inputOf, type PendingTodo, specOf } from './view'

/**
 * The sheet for the action of a to-do that asks for a reason or for stars. Triggers `close`, and `done` when the step is
 * taken, by this person or by somebody else before.
 */
Component({
  properties: {
    /** The PendingTodo; the sheet is open while there is one. */
    pending: { type: Object, value: null as unknown as PendingTodo },
  },
  data: {
    phase: 'ready' as Phase,
    spec: null as ActionSpec | null,
    subject: '',
    scores: SCORES,
    stars: bothStars(),
    rates: false,
    problem: '',
  },
  observers: {
    pending(pending: PendingTodo | null) {
      if (pending) this.begin(pending)
      else this.setData({ spec: null })
    },
  },
  methods: {
    ...sending(request, '已提交'),
    begin(pending: PendingTodo) {
      const { todo, action, stars } = pending
      this.setData({
        phase: 'ready',
        spec: specOf(pending),
        subject: todo.text,
        stars: bothStars(stars),
        rates: action.asks === 'rating',
        problem: '',
      })
    },
    onStars({ detail }: WechatMiniprogram.CustomEvent<{ field: keyof Stars; value: number }>) {
      this.setData({ stars: { ...this.data.stars, [detail.field]: detail.value } })
    },
    async onConfirm(event: WechatMiniprogram.CustomEvent<{ words: string }>) {
      const pending = this.data.pending as PendingTodo
      const { feature, op } = pending.action
      await this.send({ feature, op, input: inputOf(pending, event.detail.words, this.data.stars) })
    },
  },
})

function request(call: NamedCall, options: { key: string }): Promise<unknown> {
  return callNamed(call, options)
}
