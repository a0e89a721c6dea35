import { repair, type TicketAction, type TicketView } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import type { ActionSpec } from '../../../../ui/action-sheet/spec'
import { explain, type Phase } from '../../../../ui/phase'
import { fileIdsOf } from '../../../../ui/photo-picker/view'
import { sending } from '../../../../ui/sheet'
import type { PendingAction } from '../view'
import {
  DONE,
  type Draft,
  draftOf,
  isStaffAction,
  type Line,
  linesOf,
  type PendingStaffAction,
  problemOf,
  specOf,
} from './view'

const repairs = client(repair)

/**
 * The sheet for an action of a dispatcher, worker or storekeeper. Triggers `close`, and `done` with the TicketView as it is
 * afterwards.
 */
Component({
  properties: {
    /** The PendingStaffAction; the sheet is open while it is one of the staff's. */
    pending: { type: Object, value: null as unknown as PendingAction },
  },
  data: {
    phase: 'ready' as Phase,
    /** The last action: it stays in sight while the sheet goes down. */
    current: null as PendingStaffAction | null,
    spec: null as ActionSpec | null,
    draft: null as Draft | null,
    lines: [] as Line[],
    line: null as Line | null,
    /** The materials of a ticket that is accepted and dispatched at once are asked for on demand. */
    takesMaterials: false,
    problem: '',
  },
  observers: {
    pending(pending: { action: TicketAction } | null) {
      if (pending && isStaffAction(pending.action)) this.begin(pending as PendingStaffAction)
      else this.setData({ spec: null })
    },
  },
  methods: {
    ...sending(request),
    begin(pending: PendingStaffAction) {
      const draft = draftOf(pending)
      const lines = linesOf(pending)
      const line = lines.find(({ id }) => id === draft.materialId) ?? null
      const { action, ticket } = pending
      const takesMaterials = action === 'accept'
      const spec = specOf(pending)
      this.setData({
        phase: 'ready',
        current: pending,
        spec,
        draft,
        lines,
        line,
        takesMaterials,
        problem: '',
      })
      if (action === 'dispatch' && !ticket.abandoned) void this.loadAbandoned(pending)
    },
    /** A row of a list lacks the workers who gave the ticket up, and their reasons. */
    async loadAbandoned(pending: PendingStaffAction) {
      try {
        const { abandoned } = await repairs.get({ id: pending.ticket.id })
        if (this.data.current?.ticket.id !== pending.ticket.id) return
        this.setData({ current: { ...pending, ticket: { ...pending.ticket, abandoned } } })
      } catch (error) {
        this.setData({ problem: explain(error).message })
      }
    },
    change(part: Partial<Draft>) {
      if (this.data.draft) this.setData({ draft: { ...this.data.draft, ...part }, problem: '' })
    },
    onInput({ detail }: WechatMiniprogram.CustomEvent<{ field: keyof Draft; value: string }>) {
      this.change({ [detail.field]: detail.value })
    },
    onPick(event: WechatMiniprogram.CustomEvent<Partial<Draft>>) {
      this.change(event.detail)
    },
    onLine(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const line = this.data.lines.find(({ id }) => id === event.detail.value)!
      this.setData({ line })
      this.change({ materialId: line.id, count: line.most })
    },
    onCount(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
      this.change({ count: event.detail.value })
    },
    onWords() {
      this.setData({ problem: '' })
    },
    askMaterials() {
      this.setData({ takesMaterials: true })
    },
    finish(reply: unknown) {
      const { current } = this.data
      this.triggerEvent('done', reply)
      if (current) void wx.showToast({ title: DONE[current.action], icon: 'success' })
    },
    async onConfirm(event: WechatMiniprogram.CustomEvent<{ words: string }>) {
      const { current, draft } = this.data
      if (!current || !draft) return
      const problem = problemOf(current, draft)
      if (problem) return this.setData({ problem })
      const { action, ticket } = current
      await this.send({
        action,
        id: ticket.id,
        version: ticket.version ?? 0,
        words: event.detail.words,
        draft,
      })
    },
  },
})

interface Step extends Pick<PendingStaffAction, 'action'> {
  id: string
  version: number
  words: string
  draft: Draft
}

async function request(
  { action, id, version, words, draft }: Step,
  options: { key: string },
): Promise<TicketView> {
  const { materials, workerId, materialId, count } = draft
  const used = draft.used.trim()
  switch (action) {
    case 'accept':
      return repairs.accept({ id, version, ...(materials.length && { materials }) }, options)
    case 'refuse':
      return repairs.refuse({ id, version, reason: words }, options)
    case 'dispatch':
      return repairs.dispatch(
        { id, version, workerId, ...(words && { words }), ...(materials.length && { materials }) },
        options,
      )
    case 'note':
      return repairs.note({ id, words }, options)
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
