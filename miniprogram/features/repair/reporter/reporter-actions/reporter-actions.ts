import { repair, type TicketView } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import type { ActionSpec } from '../../../../ui/action-sheet/spec'
import type { Phase } from '../../../../ui/phase'
import { sending } from '../../../../ui/sheet'
import { bothStars, SCORES, type Stars } from '../../../../ui/stars/view'
import type { PendingAction } from '../../tickets/view'
import { DONE, isReporterAction, type ReporterAction, SPECS, starsProblem } from './view'

const repairs = client(repair)

/**
 * The sheet in which the reporter cancels, reopens or rates. Triggers `close`, and `done` with the TicketView as it is
 * afterwards.
 */
Component({
  properties: {
    /** The PendingAction; the sheet is open while it is one of the reporter's. */
    pending: { type: Object, value: null as unknown as PendingAction },
  },
  data: {
    phase: 'ready' as Phase,
    spec: null as ActionSpec | null,
    action: 'cancel' as ReporterAction,
    id: '',
    scores: SCORES,
    stars: bothStars(),
    problem: '',
  },
  observers: {
    pending(pending: PendingAction | null) {
      if (pending && isReporterAction(pending.action)) this.begin(pending.action, pending)
      else this.setData({ spec: null })
    },
  },
  methods: {
    ...sending(request),
    begin(action: ReporterAction, { ticket: { id }, stars }: PendingAction) {
      const spec = SPECS[action]
      this.setData({ phase: 'ready', spec, action, id, stars: bothStars(stars), problem: '' })
    },
    onStars({ detail }: WechatMiniprogram.CustomEvent<{ field: keyof Stars; value: number }>) {
      this.setData({ stars: { ...this.data.stars, [detail.field]: detail.value }, problem: '' })
    },
    finish(reply: unknown) {
      this.triggerEvent('done', reply)
      void wx.showToast({ title: DONE[this.data.action], icon: 'success' })
    },
    onWords() {
      this.setData({ problem: '' })
    },
    async onConfirm(event: WechatMiniprogram.CustomEvent<{ words: string }>) {
      const { action, id, stars } = this.data
      const problem = starsProblem(action, stars)
      if (problem) this.setData({ problem })
      else await this.send({ action, id, words: event.detail.words, stars })
    },
  },
})

interface Step {
  action: ReporterAction
  id: string
  words: string
  stars: Stars
}

function request({ action, id, words, stars }: Step, options: { key: string }): Promise<TicketView> {
  switch (action) {
    case 'cancel':
      return repairs.cancel({ id, ...(words && { reason: words }) }, options)
    case 'reopen':
      return repairs.reopen({ id, reason: words }, options)
    case 'rate':
      return repairs.rate({ id, ...stars, ...(words && { words }) }, options)
  }
}
