import * as v from 'valibot'
import {
  clock,
  date,
  emailAddress,
  fileId,
  id,
  page,
  phone,
  seenVersion,
  text,
  version,
  wholeNumber,
} from './kernel/fields'
import { type Access, op, type Page } from './kernel/rpc'

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
  note: '备注',
  issue: '领料',
  return: '退料',
  escalate: '催办',
  close: '结束',
} as const
export type TicketAction = keyof typeof TICKET_ACTION

/** Days in which a finished ticket can be reopened; a timer closes it afterwards. */
export const REOPEN_DAYS = 7
export const MAX_PHOTOS = 9

export interface PlaceView {
  id: string
  campus: string
  building: string
  room: string
}

/** A place with the version that saving it needs. */
export interface PlaceSettings extends PlaceView {
  version: number
}

export interface CategoryView {
  id: string
  name: string
  /** Phone number for reports by telephone. */
  hotline?: string
  /** Hours of the hotline, as free text. */
  hours?: string
}

export interface StepView {
  at: string
  action: TicketAction
  by: string
  words?: string
  /** Name of the worker to whom it was dispatched. */
  worker?: string
}

export interface MaterialUse {
  materialId: string
  name: string
  unit: string
  asked: number
  reserved: number
  issued: number
  returned: number
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
  reporter: { name: string; phone?: string; mine: boolean }
  assigned?: { id: string; number: string; name: string; phone?: string }
  /** Workers who abandoned it, with their reasons. */
  abandoned: { name: string; reason: string; at: string }[]
  materials: MaterialUse[]
  report?: { words: string; photos: string[]; used: string }
  rating?: { result: number; efficiency: number; words: string }
  timeline: StepView[]
}

export interface WorkerView {
  id: string
  name: string
  number: string
  phone?: string
  skills: string[]
  campuses: string[]
  onDuty: boolean
  /** Number of open tickets. */
  load: number
  rating?: number
  /** Counts changes of skills, campuses and `onDuty`. */
  version: number
  /** Rank among the proposed workers, from 1; absent if not proposed. */
  proposed?: number
  /** Reasons for and against the proposal. */
  why: ('skill' | 'campus' | 'onDuty' | 'load' | 'gaveUp' | 'noSkill' | 'offDuty' | 'otherCampus')[]
}

export interface MaterialView {
  id: string
  name: string
  unit: string
  /** Units on the shelf, reserved ones included. */
  stock: number
  reserved: number
  low: number
  isLow: boolean
  /** Counts changes of name, unit and `low`; movements do not count. */
  version: number
  movements: { at: string; by: string; kind: MovementKind; count: number; ticket?: string; reason?: string }[]
}
export const MOVEMENT = {
  restock: '入库',
  reserve: '预留',
  release: '取消预留',
  issue: '领出',
  return: '退回',
  correct: '盘点',
} as const
export type MovementKind = keyof typeof MOVEMENT

/** Message to the storekeepers when the stock falls below `low`. */
export const stockLow = (name: string, left: number, unit: string) => ({
  title: '库存不足',
  text: `${name}只剩 ${left} ${unit}，请及时补充`,
})

/** Message of an escalation: a ticket has waited too long. */
export const escalated = (number: string, summary: string, state: TicketState, times: number) => ({
  title: '报修超时未处理',
  text: `工单 ${number}「${summary}」${TICKET_STATE[state]}，第 ${times} 次催办`,
})

/** Days after its last step in which a ticket's issued materials are listed for return. */
export const RETURN_DAYS = 30

/** Materials of a ticket that the storekeeper prepares or has issued. */
export interface PreparationView {
  ticketId: string
  number: string
  place: string
  worker?: string
  materials: (MaterialUse & { short: boolean })[]
}

export interface CategorySettings extends CategoryView {
  mails: string[]
  /** Escalation steps: after `hours` working hours without progress, `members` are notified; none = dispatchers. */
  ladder: { hours: number; members: string[] }[]
  opensAt: string
  closesAt: string
  days: number[]
  version: number
}

/** Settings of all categories: days besides the official ones, and addresses that get every mail (T-09). */
export interface SharedSettings {
  /** Days off whatever the weekday. */
  holidays: string[]
  /** Days of work whatever the weekday. */
  workdays: string[]
  mails: string[]
  version: number
}

export const STATS_BY = {
  category: '类别',
  building: '楼宇',
  worker: '维修工',
  month: '月份',
} as const
export type StatsBy = keyof typeof STATS_BY

/** Columns of an export. */
export const TICKET_SHEET = {
  number: '单号',
  state: '状态',
  category: '类别',
  place: '地点',
  summary: '概述',
  reporter: '报修人',
  worker: '维修工',
  at: '报修时间',
  acceptedAt: '受理时间',
  finishedAt: '完成时间',
  overdue: '催办次数',
  result: '维修结果',
  efficiency: '维修效率',
  words: '评价',
} as const

export interface StatsView {
  rows: {
    key: string
    name: string
    count: number
    finished: number
    hoursToAccept: number | null
    hoursToFinish: number | null
    result: number | null
    efficiency: number | null
  }[]
}

const dispatcher = { duty: 'repair.dispatcher' } as const satisfies Access
const worker = { duty: 'repair.worker' } as const satisfies Access
const keeper = { duty: 'repair.keeper' } as const satisfies Access
const manager = { duty: 'repair.admin' } as const satisfies Access

const reason = text(1, 200)
const count = wholeNumber(1, 10_000)
const files = v.pipe(v.array(fileId), v.maxLength(MAX_PHOTOS))
const place = v.object({ building: text(1, 30), room: text(0, 30) })
const filters = {
  categoryId: v.optional(id),
  building: v.optional(text(1, 30)),
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
const movement = v.object({ ticketId: id, materialId: id, count })

export const repair = {
  name: 'repair',
  ops: {
    categories: op<{ items: CategoryView[] }>()('joined', v.object({})),
    hotlines: op<{ items: (CategoryView & { hotline: string })[] }>()('joined', v.object({})),
    places: op<Page<PlaceSettings>>()('joined', v.object({ text: v.optional(text(1, 30)), page })),
    /** Only place, category and summary are required. */
    create: op<TicketView>()(
      'joined',
      v.object({
        /** Either `placeId` or `place` is required. */
        placeId: v.optional(id),
        place: v.optional(place),
        categoryId: id,
        summary: text(1, 60),
        detail: v.optional(text(0, 500)),
        photos: v.optional(files),
        voice: v.optional(v.object({ fileId, seconds: wholeNumber(1, 600) })),
        location: v.optional(
          v.object({
            latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
            longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
          }),
        ),
        freeTime: v.optional(text(0, 60)),
        phone: v.optional(phone),
        /** True if the report was made by telephone first. */
        hotline: v.optional(v.boolean(), false),
      }),
    ),
    get: op<TicketView>()('joined', v.object({ id })),
    mine: op<Page<TicketRow>>()('joined', v.object({ page })),
    cancel: op<TicketView>()('joined', v.object({ id, reason: v.optional(reason) })),
    reopen: op<TicketView>()('joined', v.object({ id, reason })),
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
        ...filters,
        text: v.optional(text(1, 30)),
        page,
      }),
    ),
    counts: op<Record<TicketList | 'overdue', number>>()(
      dispatcher,
      v.object({ ...filters, text: v.optional(text(1, 30)) }),
    ),
    /** `version` is of the ticket as the dispatcher saw it: a decision on another state is refused, CONFLICT. */
    accept: op<TicketView>()(
      dispatcher,
      v.object({ id, version: seenVersion, materials: v.optional(materials) }),
    ),
    refuse: op<TicketView>()(dispatcher, v.object({ id, version: seenVersion, reason })),
    /** Materials that a ticket can request: the list of `stock`, for dispatchers. */
    materials: op<Page<MaterialView>>()(dispatcher, v.object({ text: v.optional(text(1, 30)), page })),
    /** All workers; with a ticket's `id` the proposed ones come first, with reasons. */
    workers: op<{ items: WorkerView[] }>()(
      dispatcher,
      v.object({
        id: v.optional(id),
        skill: v.optional(text(1, 20)),
        campus: v.optional(text(1, 20)),
        onDuty: v.optional(v.boolean()),
      }),
    ),
    dispatch: op<TicketView>()(
      dispatcher,
      v.object({ id, version: seenVersion, workerId: id, words: v.optional(text(0, 200)) }),
    ),
    note: op<TicketView>()(dispatcher, v.object({ id, words: reason })),

    tasks: op<Page<TicketRow>>()(worker, v.object({ done: v.optional(v.boolean(), false), page })),
    start: op<TicketView>()(worker, v.object({ id })),
    abandon: op<TicketView>()(worker, v.object({ id, reason })),
    finish: op<TicketView>()(
      worker,
      v.object({ id, report: text(1, 500), used: v.optional(text(0, 200)), photos: v.optional(files) }),
    ),

    /** Tickets with materials to issue; with `out`, tickets with materials issued lately and not returned. */
    prepare: op<Page<PreparationView>>()(keeper, v.object({ out: v.optional(v.boolean(), false), page })),
    issue: op<PreparationView>()(keeper, movement),
    return: op<PreparationView>()(keeper, movement),
    stock: op<Page<MaterialView>>()(keeper, v.object({ text: v.optional(text(1, 30)), page })),
    /** Adds `count` to the stock; a negative count corrects it after stocktaking. */
    restock: op<MaterialView>()(
      keeper,
      v.object({ materialId: id, count: wholeNumber(-10_000, 10_000), reason }),
    ),

    settings: op<SharedSettings & { categories: CategorySettings[] }>()(manager, v.object({})),
    saveCategory: op<CategorySettings>()(
      manager,
      v.object({
        id: v.optional(id),
        version,
        name: text(1, 20),
        hotline: v.optional(text(0, 20)),
        hours: v.optional(text(0, 40)),
        mails: v.optional(v.pipe(v.array(emailAddress), v.maxLength(20))),
        ladder: v.optional(
          v.pipe(
            v.array(v.object({ hours: wholeNumber(1, 720), members: v.pipe(v.array(id), v.maxLength(10)) })),
            v.maxLength(5),
          ),
        ),
        opensAt: v.optional(clock),
        closesAt: v.optional(clock),
        days: v.optional(v.pipe(v.array(wholeNumber(1, 7)), v.minLength(1), v.maxLength(7))),
        removed: v.optional(v.boolean()),
      }),
    ),
    /** `holidays` are days off on any weekday, `workdays` working days; `mails` receive the mail of every category (T-09). */
    saveSettings: op<SharedSettings>()(
      manager,
      v.object({
        version,
        holidays: v.pipe(v.array(date), v.maxLength(200)),
        workdays: v.optional(v.pipe(v.array(date), v.maxLength(200)), []),
        mails: v.pipe(v.array(emailAddress), v.maxLength(20)),
      }),
    ),
    savePlace: op<PlaceSettings>()(
      manager,
      v.object({
        id: v.optional(id),
        version,
        campus: text(1, 20),
        building: text(1, 30),
        room: text(0, 30),
      }),
    ),
    saveWorker: op<WorkerView>()(
      manager,
      v.object({
        id,
        version,
        skills: v.pipe(v.array(text(1, 20)), v.maxLength(10)),
        campuses: v.pipe(v.array(text(1, 20)), v.maxLength(5)),
        onDuty: v.boolean(),
      }),
    ),
    saveMaterial: op<MaterialView>()(
      manager,
      v.object({
        id: v.optional(id),
        version,
        name: text(1, 30),
        unit: text(1, 6),
        low: wholeNumber(0, 10_000),
      }),
    ),
    /** Printable mini program codes, as URLs that expire. */
    placeCodes: op<{ items: { id: string; name: string; code: string }[] }>()(
      manager,
      v.object({ ids: v.pipe(v.array(id), v.minLength(1), v.maxLength(20)) }),
    ),
    /** Addresses that would receive the mail about a report of this category, with the setting that lists them. */
    mailPreview: op<{ items: { mail: string; because: 'category' | 'every' }[] }>()(
      manager,
      v.object({ categoryId: id }),
    ),
    stats: op<StatsView>()(
      dispatcher,
      v.object({ from: date, to: date, by: v.picklist(Object.keys(STATS_BY) as StatsBy[]) }),
    ),
    export: op<{ url: string; rows: number; expiresAt: string }>()(
      dispatcher,
      v.object({ from: date, to: date, ...filters, format: v.optional(v.picklist(['xlsx', 'csv']), 'csv') }),
    ),
  },
} as const
