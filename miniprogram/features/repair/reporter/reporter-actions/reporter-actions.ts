import { Refusal } from '../../../../contract/kernel/errors'
import { repair, type TicketView } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { explain, type Phase } from '../../../../ui/phase'
import { sending } from '../../../../ui/sheet'
import { isReply, type Reply, replyProblem, SCORES, STAR_WORDS, type Stars, type Task, WORDS } from './view'

const repairs = client(repair)
const NONE: Stars = { result: 0, efficiency: 0 }

/**
 * The sheet in which the reporter cancels, reopens or rates. Triggers `close`, and `done` with the ticket as it is then.
 */
Component({
  properties: {
    /** The Task at hand; the sheet is open while it is the reporter's. */
    task: { type: Object, value: null as unknown as Task },
  },
  data: {
    phase: 'ready' as Phase,
    open: false,
    action: 'cancel' as Reply,
    id: '',
    words: WORDS.cancel,
    scores: SCORES,
    counts: [1, 2, 3, 4, 5],
    starWords: STAR_WORDS,
    stars: NONE,
    text: '',
    problem: '',
  },
  observers: {
    task(task: Task | null) {
      if (task && isReply(task.action)) this.show(task.action, task.ticket.id)
      else this.setData({ open: false })
    },
  },
  methods: {
    ...sending(request),
    show(action: Reply, id: string) {
      const fresh = { stars: NONE, text: '', problem: '', phase: 'ready' as const }
      this.setData({ ...fresh, open: true, action, id, words: WORDS[action] })
    },
    star(event: WechatMiniprogram.TouchEvent) {
      const { field, count } = event.currentTarget.dataset as { field: keyof Stars; count: number }
      this.setData({ stars: { ...this.data.stars, [field]: count }, problem: '' })
    },
    type(event: WechatMiniprogram.Input) {
      this.setData({ text: event.detail.value, problem: '' })
    },
    async confirm() {
      const { action, id, text, stars } = this.data
      const problem = replyProblem(action, text, stars)
      if (problem) this.setData({ problem })
      else await this.send({ action, id, words: text.trim(), stars })
    },
    /** Who came too late sees what the ticket has become. */
    fail(error: unknown) {
      const { message } = explain(error)
      const details = error instanceof Refusal ? error.info.details : undefined
      const { ticket } = (details ?? {}) as { ticket?: TicketView }
      this.setData({ phase: 'ready', problem: ticket ? '' : message })
      if (!ticket) return
      void wx.showToast({ title: message, icon: 'none' })
      this.triggerEvent('done', ticket)
    },
  },
})

interface Sent {
  action: Reply
  id: string
  words: string
  stars: Stars
}

function request({ action, id, words, stars }: Sent, options: { key: string }): Promise<TicketView> {
  switch (action) {
    case 'cancel':
      return repairs.cancel({ id, ...(words && { reason: words }) }, options)
    case 'reopen':
      return repairs.reopen({ id, reason: words }, options)
    case 'rate':
      return repairs.rate({ id, ...stars, ...(words && { words }) }, options)
  }
}
