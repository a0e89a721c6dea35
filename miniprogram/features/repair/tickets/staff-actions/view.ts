import type { MaterialUse, TicketAction, TicketRow, TicketView } from '../../../../contract/repair'
import type { ActionSpec } from '../../../../ui/action-sheet/spec'
import { type Photo, photosProblem } from '../../../../ui/photo-picker/view'

/** The questions before the actions of dispatchers, workers and storekeepers; the reporter has others. */
export const SPECS = {
  accept: {
    title: '受理',
    hint: '要用到的材料先预留，库房会收到备料的消息；不用材料就直接受理。',
    confirm: '受理',
    theme: 'primary',
    words: 'none',
  },
  refuse: {
    title: '不受理',
    hint: '报修人会看到原因，这一单到此结束。',
    confirm: '不受理',
    theme: 'danger',
    words: 'required',
    placeholder: '原因，例如：不属于学校维修范围',
    maxlength: 200,
  },
  dispatch: {
    title: '派工',
    hint: '师傅和报修人都会收到消息。',
    confirm: '派给这位师傅',
    theme: 'primary',
    words: 'optional',
    placeholder: '给师傅的话（选填）',
    maxlength: 200,
  },
  note: {
    title: '备注',
    hint: '只有调度员和师傅看得到。',
    confirm: '保存备注',
    theme: 'primary',
    words: 'required',
    placeholder: '例如：已电话约好下午上门',
    maxlength: 200,
    missing: '请写下备注',
  },
  abandon: {
    title: '放弃这一单',
    hint: '退回调度员另外派人，不会再派给你。',
    confirm: '放弃',
    theme: 'danger',
    words: 'required',
    placeholder: '原因，例如：需要高空作业证',
    maxlength: 200,
  },
  finish: {
    title: '完成维修',
    hint: '报修人会收到消息，并为你评价。',
    confirm: '提交',
    theme: 'primary',
    words: 'required',
    initial: '已修好',
    placeholder: '做了什么，例如：更换水龙头阀芯',
    maxlength: 500,
    missing: '请写明做了什么',
  },
  issue: {
    title: '领料',
    hint: '先出为这一单预留的，不够再从架上出。',
    confirm: '领出',
    theme: 'primary',
    words: 'none',
  },
  return: {
    title: '退料',
    hint: '没有用完的放回架上。',
    confirm: '退回',
    theme: 'primary',
    words: 'none',
  },
} as const satisfies Partial<Record<TicketAction, ActionSpec>>

type StaffAction = keyof typeof SPECS

/** Told once the action is done. */
export const DONE: Record<StaffAction, string> = {
  accept: '已受理',
  refuse: '已答复报修人',
  dispatch: '已派工',
  note: '已备注',
  abandon: '已退回调度员',
  finish: '已完成',
  issue: '已领出',
  return: '已退回',
}
export type Movement = Extract<StaffAction, 'issue' | 'return'>

/** The part of a ticket that the sheet needs, which a row and a whole ticket both have. */
type Subject = Pick<TicketRow, 'id' | 'summary' | 'place'> &
  Partial<Pick<TicketView, 'category' | 'state' | 'version' | 'abandoned' | 'materials'>>

/** An action that has been chosen and not been sent yet. */
export interface PendingStaffAction {
  action: StaffAction
  ticket: Subject
  /** The material to begin with, where something is handed out or comes back. */
  materialId?: string
}

/** The values that have been filled in so far, besides the words. */
export interface Draft {
  used: string
  photos: Photo[]
  materials: { materialId: string; count: number }[]
  workerId: string
  materialId: string
  count: number
}

export const isStaffAction = (action: TicketAction): action is StaffAction => action in SPECS

/** The question before the action; dispatching a ticket that waits accepts it. */
export const specOf = ({ action, ticket }: PendingStaffAction): ActionSpec =>
  action === 'dispatch' && ticket.state === 'submitted'
    ? { ...SPECS.dispatch, title: '受理并派工', confirm: '受理并派工' }
    : SPECS[action]

const isMovement = (action: StaffAction): action is Movement => action === 'issue' || action === 'return'

/** A ticket's material as a line to issue or return; undefined when none is left. */
export function lineOf(action: Movement, use: MaterialUse) {
  const { materialId: id, name: text, unit, asked, issued, returned } = use
  const most = action === 'issue' ? asked - issued : issued - returned
  const about =
    action === 'issue' ? `要 ${asked} ${unit}，已领 ${issued}` : `领了 ${issued} ${unit}，已退 ${returned}`
  return most > 0 ? { id, text, unit, most, about } : undefined
}
export type Line = NonNullable<ReturnType<typeof lineOf>>

/** The materials that the action can be about. */
export const linesOf = ({ action, ticket }: PendingStaffAction): Line[] =>
  isMovement(action) ? (ticket.materials ?? []).flatMap(use => lineOf(action, use) ?? []) : []

/** The values with which the sheet begins. */
export function draftOf(pending: PendingStaffAction): Draft {
  const lines = linesOf(pending)
  const line = lines.find(({ id }) => id === pending.materialId) ?? lines[0]
  return {
    used: '',
    photos: [],
    materials: [],
    workerId: '',
    materialId: line?.id ?? '',
    count: line?.most ?? 0,
  }
}

/** The sentence that something is missing besides the words; nothing when the action can be sent. */
export function problemOf({ action }: PendingStaffAction, draft: Draft): string | undefined {
  if (action === 'dispatch' && !draft.workerId) return '请选一位师傅'
  if (isMovement(action) && !draft.materialId) return '没有可以选的材料'
  return photosProblem(draft.photos)
}
