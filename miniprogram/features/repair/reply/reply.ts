import { Refusal } from '../../../contract/kernel/errors'
import { repair, type TicketView } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import { Press } from '../../../services/press'
import { explain, type Phase } from '../../../ui/phase'
import { sheet } from '../../../ui/sheet'
import { isReply, type Reply, replyProblem, SCORES, STAR_WORDS, type Stars, type Task, WORDS } from './view'

const repairs = client(repair)
const press = new Press()
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
    ...sheet,
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
    async confirm(): Promise<void> {
      const { phase, action, text, stars } = this.data
      if (phase !== 'ready') return
      const problem = replyProblem(action, text, stars)
      if (problem) return this.setData({ problem })
      this.setData({ phase: 'sending', problem: '' })
      try {
        const ticket = await this.send()
        press.done()
        this.triggerEvent('done', ticket)
      } catch (error) {
        this.fail(error)
      }
      this.setData({ phase: 'ready' })
    },
    send(): Promise<TicketView> {
      const { action, id, text, stars } = this.data
      const options = { key: press.keyFor(action, [id, text, stars]) }
      const words = text.trim()
      switch (action) {
        case 'cancel':
          return repairs.cancel({ id, ...(words && { reason: words }) }, options)
        case 'reopen':
          return repairs.reopen({ id, reason: words }, options)
        case 'rate':
          return repairs.rate({ id, ...stars, ...(words && { words }) }, options)
      }
    },
    /** Who came too late sees what the ticket has become. */
    fail(error: unknown): void {
      const { message } = explain(error)
      const { ticket } = (error instanceof Refusal ? (error.info.details ?? {}) : {}) as {
        ticket?: TicketView
      }
      if (ticket) {
        void wx.showToast({ title: message, icon: 'none' })
        this.triggerEvent('done', ticket)
      } else this.setData({ problem: message })
    },
  },
})
