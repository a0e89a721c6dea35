import type { MaterialUse, TicketRow, TicketView } from '../../../../contract/repair'
import { type Photo, photosProblem } from '../../../../ui/photo-picker/view'

/** One press of a button by somebody who mends; the reporter's own buttons are on the ticket's page. */
export type DeskAction =
  | 'accept'
  | 'refuse'
  | 'dispatch'
  | 'note'
  | 'start'
  | 'abandon'
  | 'finish'
  | 'issue'
  | 'return'

/** What is to be done with a ticket, of which a line is enough; what else is known of it is shown. */
export interface Task {
  action: DeskAction
  ticket: Pick<TicketRow, 'id' | 'summary' | 'place'> &
    Partial<Pick<TicketView, 'category' | 'version' | 'abandoned' | 'materials'>>
  /** The line to begin with, where something is handed out or comes back. */
  materialId?: string
}

/** What has been filled in so far. */
export interface Draft {
  words: string
  used: string
  photos: Photo[]
  materials: { materialId: string; count: number }[]
  workerId: string
  materialId: string
  count: number
}

interface Words {
  title: string
  hint: string
  confirm: string
  theme: 'primary' | 'danger'
  words: 'none' | 'optional' | 'required'
  placeholder: string
}

const QUIET = { theme: 'primary', words: 'none', placeholder: '' } as const

const WORDS: Record<DeskAction, Words> = {
  accept: {
    ...{ title: '受理', hint: '要用到的材料先预留，库房会收到备料的消息；不用材料就直接受理。' },
    ...{ ...QUIET, confirm: '受理' },
  },
  refuse: {
    ...{ title: '不受理', hint: '报修人会看到原因，这一单到此结束。', confirm: '不受理', theme: 'danger' },
    ...{ words: 'required', placeholder: '原因，例如：不属于学校维修范围' },
  },
  dispatch: {
    ...{ title: '派工', hint: '师傅和报修人都会收到消息。', confirm: '派给这位师傅', theme: 'primary' },
    ...{ words: 'optional', placeholder: '给师傅的话（选填）' },
  },
  note: {
    ...{ title: '备注', hint: '只有调度员和师傅看得到。', confirm: '保存备注', theme: 'primary' },
    ...{ words: 'required', placeholder: '例如：已电话约好下午上门' },
  },
  start: { ...QUIET, title: '开始维修', hint: '报修人和调度员会看到你已经到场。', confirm: '开始维修' },
  abandon: {
    ...{ title: '放弃这一单', hint: '退回调度员另外派人，不会再派给你。', confirm: '放弃', theme: 'danger' },
    ...{ words: 'required', placeholder: '原因，例如：需要高空作业证' },
  },
  finish: {
    ...{ title: '完成维修', hint: '报修人会收到消息，并为你评价。', confirm: '提交', theme: 'primary' },
    ...{ words: 'required', placeholder: '做了什么，例如：更换水龙头阀芯' },
  },
  issue: { ...QUIET, title: '领料', hint: '先出为这一单预留的，不够再从架上出。', confirm: '领出' },
  return: { ...QUIET, title: '退料', hint: '没有用完的放回架上。', confirm: '退回' },
}

export const taskWords = ({ action }: Task): Words => WORDS[action]

/** A line of a ticket's materials as something to hand out or take back; nothing where there is none left. */
export function lineOf(action: 'issue' | 'return', use: MaterialUse) {
  const { materialId, name, unit, asked, issued, returned } = use
  const most = action === 'issue' ? asked - issued : issued - returned
  const about =
    action === 'issue' ? `要 ${asked} ${unit}，已领 ${issued}` : `领了 ${issued} ${unit}，已退 ${returned}`
  return most > 0 ? { materialId, name, unit, most, about } : undefined
}
export type Line = NonNullable<ReturnType<typeof lineOf>>

/** The lines that the task can be about. */
export const linesOf = ({ action, ticket }: Task): Line[] =>
  action === 'issue' || action === 'return'
    ? (ticket.materials ?? []).flatMap(use => lineOf(action, use) ?? [])
    : []

/** What the sheet begins with. */
export function draftOf(task: Task): Draft {
  const lines = linesOf(task)
  const line = lines.find(({ materialId }) => materialId === task.materialId) ?? lines[0]
  return {
    ...{ words: '', used: '', photos: [], materials: [], workerId: '' },
    ...{ materialId: line?.materialId ?? '', count: line?.most ?? 0 },
  }
}

/** What is still missing, in words. */
export function problemOf(task: Task, draft: Draft): string | undefined {
  const missing = {
    refuse: '请写明原因',
    abandon: '请写明原因',
    note: '请写下备注',
    finish: '请写明做了什么',
  }
  if (taskWords(task).words === 'required' && !draft.words.trim()) return missing[task.action as 'refuse']
  if (task.action === 'dispatch' && !draft.workerId) return '请选一位师傅'
  if ((task.action === 'issue' || task.action === 'return') && !draft.materialId) return '没有可以选的材料'
  return photosProblem(draft.photos)
}
