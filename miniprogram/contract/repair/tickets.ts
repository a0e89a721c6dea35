import * as v from 'valibot'
import { fileId, id, label, line, page, phone, seenVersion, text, wholeNumber } from '../kernel/fields'
import { op, type Page } from '../kernel/rpc'
import type { PlaceView } from './settings'
import { count, dispatcher, reason, worker } from './shared'
import type { MaterialUse } from './stock'

export const TICKET_STATE = {
  submitted: '待受理',
  accepted: '待派工',
  dispatched: '待上门',
  started: '维修中',
  finished: '已修好',
  rated: '已评价',
  closed: '已结束',
  refused: '不予受理',
  cancelled: '已撤销',
} as const

export type TicketState = keyof typeof TICKET_STATE

/** Summary of the states in the three words of the teacher service. */
export const RESOLUTION = { waiting: '未受理', working: '处理中', solved: '已解决' } as const

export type Resolution = keyof typeof RESOLUTION

export const RESOLUTION_OF: Record<TicketState, Resolution> = {
  submitted: 'waiting',
  refused: 'waiting',
  cancelled: 'waiting',
  accepted: 'working',
  dispatched: 'working',
  started: 'working',
  finished: 'solved',
  rated: 'solved',
  closed: 'solved',
}

/** The dispatcher's three lists of tickets. */
export const TICKET_LIST = {
  waitingDispatch: '等待派修',
  waitingRepair: '等待维修',
  done: '已完成维修',
} as const

export type TicketList = keyof typeof TICKET_LIST

/** Every step a ticket can take. */
export const TICKET_ACTION = {
  create: '报修',
  accept: '受理',
  refuse: '不受理',
  cancel: '撤销',
  dispatch: '派工',
  start: '开始维修',
  abandon: '放弃',
  finish: '完成',
  rate: '评价',
  reopen: '没修好',
  urge: '催一下',
  note: '备注',
  issue: '领料',
  return: '退料',
  escalate: '催办',
  withdraw: '收回',
  close: '结束',
} as const

export type TicketAction = keyof typeof TICKET_ACTION

/** Days in which a finished ticket can be reopened; a timer closes it afterwards. */
export const REOPEN_DAYS = 7

/** Hours without a step after which the reporter can urge, and urge again. */
export const URGE_HOURS = 2

export const MAX_PHOTOS = 9

export interface StepView {
  at: string
  action: TicketAction
  by: string
  words?: string
  /** Name of the worker to whom it was dispatched. */
  worker?: string
}

export interface TicketRow {
  id: string
  /** Short number to be read out on the phone. */
  number: string
  state: TicketState
  resolution: Resolution
  category: string
  place: string
  summary: string
  at: string
  changedAt: string
  /** The moment by which the next step is promised; absent where none is, or once it has passed. */
  expectedBy?: string
  worker?: string
  /** Number of escalations; the dispatch board sorts by it. */
  overdue: number
  hotline: boolean
  /** Actions open to the caller now. */
  actions: TicketAction[]
  version: number
}

export interface TicketView extends TicketRow {
  detail: string
  /** URLs that expire. */
  photos: string[]
  voice?: { url: string; seconds: number }
  location?: { latitude: number; longitude: number }
  freeTime?: string
  /** `outside` is present if the reporter was a person from outside when they reported. */
  reporter: { name: string; outside?: true; phone?: string; mine: boolean }
  assigned?: { id: string; number: string; name: string; phone?: string }
  /** Workers who abandoned it, with their reasons. */
  abandoned: { name: string; reason: string; at: string }[]
  materials: MaterialUse[]
  report?: { words: string; photos: string[]; used: string }
  rating?: { result: number; efficiency: number; words: string }
  timeline: StepView[]
}

/** Message of an escalation: a ticket has waited too long. */
export const escalated = (number: string, summary: string, state: TicketState, times: number) => ({
  title: '报修超时未处理',
  text: `工单 ${number}「${summary}」${TICKET_STATE[state]}，第 ${times} 次催办`,
})

const files = v.pipe(v.array(fileId), v.maxLength(MAX_PHOTOS))

const place = v.object({ building: label(30), room: line(0, 30) })

export const ticketFilters = {
  categoryId: v.optional(id),
  building: v.optional(label(30)),
  workerId: v.optional(id),
  state: v.optional(v.picklist(Object.keys(TICKET_STATE) as TicketState[])),
  overdue: v.optional(v.boolean()),
}

const score = wholeNumber(1, 5)

const materials = v.pipe(
  v.array(v.object({ materialId: id, count })),
  v.maxLength(10),
  v.check(lines => new Set(lines.map(({ materialId }) => materialId)).size === lines.length),
)

export const ticketsOperations = {
  /** Only place, category and summary are required. */
  create: op<TicketView>()(
    'joined',
    v.object({
      /** Either `placeId` or `place` is required. */
      placeId: v.optional(id),
      place: v.optional(place),
      categoryId: id,
      summary: label(60),
      detail: v.optional(text(0, 500)),
      photos: v.optional(files),
      voice: v.optional(v.object({ fileId, seconds: wholeNumber(1, 600) })),
      location: v.optional(
        v.object({
          latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
          longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
        }),
      ),
      freeTime: v.optional(line(0, 60)),
      phone: v.optional(phone),
      /** True if the report was made by telephone first. */
      hotline: v.optional(v.boolean(), false),
    }),
  ),
  get: op<TicketView>()('joined', v.object({ id })),
  mine: op<Page<TicketRow>>()(
    'joined',
    v.object({ resolution: v.optional(v.picklist(Object.keys(RESOLUTION) as Resolution[])), page }),
  ),
  cancel: op<TicketView>()('joined', v.object({ id, reason: v.optional(reason) })),
  reopen: op<TicketView>()('joined', v.object({ id, reason })),
  /** Asks whoever has the ticket to go on; refused within URGE_HOURS of the last step, REPAIR_TOO_SOON. */
  urge: op<TicketView>()('joined', v.object({ id })),
  rate: op<TicketView>()(
    'joined',
    v.object({ id, result: score, efficiency: score, words: v.optional(text(0, 300)) }),
  ),
  /** Open tickets of a place, to prevent duplicate reports. */
  atPlace: op<{ place: PlaceView; open: TicketRow[] }>()('joined', v.object({ placeId: id })),
  queue: op<Page<TicketRow>>()(
    dispatcher,
    v.object({
      list: v.picklist(Object.keys(TICKET_LIST) as TicketList[]),
      ...ticketFilters,
      text: v.optional(line(1, 30)),
      page,
    }),
  ),
  counts: op<Record<TicketList | 'overdue', number>>()(
    dispatcher,
    v.object({ ...ticketFilters, text: v.optional(line(1, 30)) }),
  ),
  /** `version` is of the ticket as the dispatcher saw it: a decision on another state is refused, CONFLICT. */
  accept: op<TicketView>()(
    dispatcher,
    v.object({ id, version: seenVersion, materials: v.optional(materials) }),
  ),
  refuse: op<TicketView>()(dispatcher, v.object({ id, version: seenVersion, reason })),
  /** Accepts a waiting ticket in the same step; `materials` are for such a ticket alone. */
  dispatch: op<TicketView>()(
    dispatcher,
    v.object({
      id,
      version: seenVersion,
      workerId: id,
      words: v.optional(text(0, 200)),
      materials: v.optional(materials),
    }),
  ),
  note: op<TicketView>()(dispatcher, v.object({ id, words: reason })),
  tasks: op<Page<TicketRow>>()(worker, v.object({ done: v.optional(v.boolean(), false), page })),
  start: op<TicketView>()(worker, v.object({ id })),
  abandon: op<TicketView>()(worker, v.object({ id, reason })),
  finish: op<TicketView>()(
    worker,
    v.object({ id, report: text(1, 500), used: v.optional(text(0, 200)), photos: v.optional(files) }),
  ),
} as const
