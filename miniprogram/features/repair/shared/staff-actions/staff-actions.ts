import type { Refusal } from '../../../../contract/kernel/errors'
import { repair, type TicketView } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { explain, type Phase } from '../../../../ui/phase'
import { fileIdsOf } from '../../../../ui/photo-picker/view'
import { sending } from '../../../../ui/sheet'
import { type Draft, draftOf, type Line, linesOf, problemOf, type Task, taskWords } from './view'

const repairs = client(repair)

/** The sheet for a step of who mends. Triggers `close`, and `done` with the TicketView as it is afterwards. */
Component({
  properties: {
    /** The Task at hand; the sheet is open while there is one. */
    task: { type: Object, value: null as unknown as Task },
  },
  data: {
    phase: 'ready' as Phase,
    shown: null as Task | null,
    words: null as ReturnType<typeof taskWords> | null,
    draft: null as Draft | null,
    lines: [] as Line[],
    line: null as Line | null,
    problem: '',
  },
  observers: {
    task(task: Task | null) {
      if (task) this.open(task)
    },
  },
  methods: {
    ...sending(request),
    open(task: Task) {
      const draft = draftOf(task)
      const lines = linesOf(task)
      const line = lines.find(({ materialId }) => materialId === draft.materialId) ?? null
      if (task.action === 'dispatch' && !task.ticket.abandoned) void this.learn(task)
      this.setData({ phase: 'ready', shown: task, words: taskWords(task), draft, lines, line, problem: '' })
    },
    /** A line of a list does not say who gave it up, and why. */
    async learn(task: Task) {
      try {
        const { abandoned } = await repairs.get({ id: task.ticket.id })
        if (this.data.shown?.ticket.id !== task.ticket.id) return
        this.setData({ shown: { ...task, ticket: { ...task.ticket, abandoned } } })
      } catch (error) {
        this.setData({ problem: explain(error).message })
      }
    },
    change(part: Partial<Draft>) {
      if (this.data.draft) this.setData({ draft: { ...this.data.draft, ...part }, problem: '' })
    },
    type(event: WechatMiniprogram.Input) {
      this.change({ [event.currentTarget.dataset.field as string]: event.detail.value })
    },
    /** What one of the pickers says. */
    pick(event: WechatMiniprogram.CustomEvent<Partial<Draft>>) {
      this.change(event.detail)
    },
    pickLine(event: WechatMiniprogram.TouchEvent) {
      const line = this.data.lines[Number(event.currentTarget.dataset.index)]!
      this.setData({ line })
      this.change({ materialId: line.materialId, count: line.most })
    },
    count(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
      this.change({ count: event.detail.value })
    },
    async confirm() {
      const { shown, draft } = this.data
      if (!shown || !draft) return
      const problem = problemOf(shown, draft)
      if (problem) return this.setData({ problem })
      const { action, ticket } = shown
      await this.send({ action, id: ticket.id, version: ticket.version, draft })
    },
    /** Who comes too late is told, and sees the ticket as it has become. */
    async fail(error: unknown) {
      const { code, message } = explain(error)
      this.setData({ phase: 'ready', problem: message })
      if (code !== 'REPAIR_WRONG_STATE') return
      const { ticket } = (error as Refusal).info.details as { ticket?: TicketView }
      if (!ticket) return
      this.triggerEvent('done', ticket)
      await wx.showToast({ title: message, icon: 'none' })
    },
  },
})

interface Step extends Pick<Task, 'action'> {
  id: string
  version: number | undefined
  draft: Draft
}

async function request({ action, id, version, draft }: Step, options: { key: string }): Promise<TicketView> {
  const { materials, workerId, materialId, count } = draft
  const words = draft.words.trim()
  const used = draft.used.trim()
  switch (action) {
    case 'accept':
      return repairs.accept({ id, ...(materials.length && { materials }) }, options)
    case 'refuse':
      return repairs.refuse({ id, reason: words }, options)
    case 'dispatch':
      return repairs.dispatch({ id, workerId, ...(words && { words }), version }, options)
    case 'note':
      return repairs.note({ id, words }, options)
    case 'start':
      return repairs.start({ id }, options)
    case 'abandon':
      return repairs.abandon({ id, reason: words }, options)
    case 'finish':
      return repairs.finish(
        { id, report: words, ...(used && { used }), photos: fileIdsOf(draft.photos) },
        options,
      )
    case 'issue':
    case 'return':
      await repairs[action]({ ticketId: id, materialId, count }, options)
      return repairs.get({ id })
  }
}
