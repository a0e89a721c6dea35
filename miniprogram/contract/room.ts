import * as v from 'valibot'
import { clock, date, id, instant, page, seenVersion, text, version, wholeNumber } from './kernel/fields'
import { op, type Page } from './kernel/rpc'
import { clockOf, DAY, dateOf, MINUTE, midnight } from './kernel/time'

export const RESERVATION_STATUS = {
  reserved: '已预订',
  pending: '待审批',
  cancelled: '已取消',
  refused: '未通过',
} as const
export type ReservationStatus = keyof typeof RESERVATION_STATUS

export const RESERVATION_ACTION = {
  approve: '通过',
  refuse: '拒绝',
  move: '改期',
  cancel: '取消预订',
} as const
export type ReservationAction = keyof typeof RESERVATION_ACTION

export const ROOM_ACTION = { reserve: '预订', update: '编辑', close: '停用', open: '恢复使用' } as const
export type RoomAction = keyof typeof ROOM_ACTION

/** Names of the room pictures that the pages ship with. */
export const ROOM_PICTURES = ['meeting', 'seminar', 'lecture', 'studio'] as const

/** Limit on start times per room in a search reply; the client computes the others with `startsIn`. */
export const MAX_STARTS = 20
/** Longest period of a search or a conflict query, in days. */
export const MAX_PERIOD_DAYS = 31

/** Reasons recorded when the start arrives before an administrator has decided. */
export const LAPSED = {
  pending: '到开始时间仍未审批，已自动拒绝',
  moving: '改期未能及时审批，保留原时段',
} as const

/** Messages to the holder about another person's decision; `phrase` fits a field of a subscribe message. */
export const ROOM_OUTCOME = {
  approved: { title: '会议室预订已通过', phrase: '已通过' },
  refused: { title: '会议室预订未通过', phrase: '未通过' },
  moved: { title: '会议室预订已改期', phrase: '已改期' },
  moveRefused: { title: '会议室改期未通过', phrase: '未通过' },
  cancelled: { title: '会议室预订已取消', phrase: '已取消' },
} as const
export type RoomOutcome = keyof typeof ROOM_OUTCOME

/** Body of a message about a reservation. */
export const outcomeText = (title: string, roomName: string, when: string, reason: string): string =>
  `「${title}」${roomName}，${when}${reason ? `。${reason}` : ''}`

/** Slot as messages write it: `2026年3月1日 09:00~10:00`. */
export function slotWords(from: Date, to: Date): string {
  const [first, last] = [from, to].map(at => dateOf(at).replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日'))
  return `${first} ${clockOf(from)}~${first === last ? '' : `${last} `}${clockOf(to)}`
}

export interface Interval {
  from: string
  to: string
}

export interface RoomView {
  id: string
  name: string
  location: string
  seats: number
  labels: string[]
  equipment: string[]
  picture: (typeof ROOM_PICTURES)[number]
  description: string
  departmentId: string
  /** Bookings start at multiples of this number of minutes after midnight. */
  gridMinutes: number
  opensAt: string
  closesAt: string
  /** ISO weekdays on which the room is open: Monday 1 … Sunday 7. */
  openDays: number[]
  minMinutes: number
  maxMinutes: number
  daysAhead: number
  needsApproval: boolean
  /** Current or next closure; without `to` it lasts until the room is reopened. */
  closure?: { from: string; to?: string; reason: string }
  /** Counts changes of the settings and closures; bookings do not count. */
  version: number
  /** Actions open to the caller now. */
  actions: RoomAction[]
}

export interface ReservationView extends Interval {
  id: string
  roomId: string
  roomName: string
  location: string
  title: string
  people?: number
  status: ReservationStatus
  /** Reason given for refusing, cancelling or moving it. */
  reason?: string
  /** Original slot, still held while a move waits for approval. */
  previous?: Interval
  /** `phone` is present if the caller may see it. */
  holder: { name: string; phone?: string }
  mine: boolean
  version: number
  /** Actions open to the caller now; the page shows exactly these buttons. */
  actions: ReservationAction[]
}

/** Search result: a room with its maximal free intervals and the first start times in them. */
export interface FoundRoom {
  id: string
  name: string
  seats: number
  labels: string[]
  equipment: string[]
  picture: RoomView['picture']
  gridMinutes: number
  minMinutes: number
  maxMinutes: number
  needsApproval: boolean
  intervals: Interval[]
  /** True if the period holds further intervals that do not fit into the reply. */
  more?: boolean
  starts: string[]
}

/** Filter values of all rooms, distinct and sorted. */
export interface Places {
  locations: string[]
  labels: string[]
}

export interface SearchReply {
  groups: { location: string; rooms: FoundRoom[] }[]
  next?: string
}

export interface DayView {
  room: RoomView
  date: string
  /** Opening hours of the day without closures. */
  open: Interval[]
  /** Intervals of the day that can still be booked. */
  free: Interval[]
  bookings: ReservationView[]
}

/** Slot offered after a lost race, bookable as it is. */
export interface Alternative extends Interval {
  roomId: string
  name: string
}

/** Start times on the grid at which `minutes` fit into the interval; moments in milliseconds since the epoch. */
export function* startsIn(
  interval: { from: number; to: number },
  gridMinutes: number,
  minutes: number,
): Generator<number> {
  const grid = gridMinutes * MINUTE
  for (let day = midnight(interval.from); day < interval.to; day += DAY) {
    const first = day + Math.ceil(Math.max(0, interval.from - day) / grid) * grid
    for (let at = first; at < day + DAY && at + minutes * MINUTE <= interval.to; at += grid) yield at
  }
}

const place = text(1, 30)
const label = text(1, 12)
const reason = text(1, 100)
const title = text(1, 50)
const people = wholeNumber(1, 5000)
const roomId = id
const reservationId = id
/** Version the caller saw: a decision on another state is refused with CONFLICT and the present one. */

const required = {
  name: text(1, 30),
  location: place,
  seats: wholeNumber(1, 5000),
}

const settings = {
  labels: v.pipe(v.array(label), v.maxLength(8)),
  equipment: v.pipe(v.array(label), v.maxLength(12)),
  picture: v.picklist(ROOM_PICTURES),
  description: text(0, 300),
  departmentId: id,
  gridMinutes: wholeNumber(5, 60),
  opensAt: clock,
  closesAt: clock,
  openDays: v.pipe(v.array(wholeNumber(1, 7)), v.minLength(1), v.maxLength(7)),
  minMinutes: wholeNumber(5, 1440),
  maxMinutes: wholeNumber(5, 7 * 1440),
  daysAhead: wholeNumber(1, 365),
  needsApproval: v.boolean(),
}

/** Defaults of a new room. */
export const ROOM_DEFAULTS: v.InferOutput<v.ObjectSchema<typeof settings, undefined>> = {
  labels: [],
  equipment: [],
  picture: 'meeting',
  description: '',
  departmentId: 'university',
  gridMinutes: 30,
  opensAt: '08:00',
  closesAt: '22:00',
  openDays: [1, 2, 3, 4, 5, 6, 7],
  minMinutes: 30,
  maxMinutes: 240,
  daysAhead: 30,
  needsApproval: false,
}

const slot = { from: instant, to: instant }
const admin = { duty: 'room.admin' } as const

export const room = {
  name: 'room',
  ops: {
    list: op<Page<RoomView>>()(
      'member',
      v.object({
        location: v.optional(place),
        label: v.optional(label),
        minSeats: v.optional(people),
        page,
      }),
    ),
    places: op<Places>()('member', v.object({})),
    /** Without `lengthMinutes`: rooms free for the whole period. With it: every start at which that length fits. */
    search: op<SearchReply>()(
      'member',
      v.object({
        ...slot,
        lengthMinutes: v.optional(wholeNumber(5, 7 * 1440)),
        people: v.optional(people),
        location: v.optional(place),
        label: v.optional(label),
        page,
      }),
    ),
    day: op<DayView>()('member', v.object({ roomId, date })),
    reserve: op<ReservationView>()(
      'member',
      v.object({ roomId, ...slot, title, people: v.optional(people) }),
    ),
    cancel: op<ReservationView>()('member', v.object({ reservationId, version, reason: v.optional(reason) })),
    move: op<ReservationView>()(
      'member',
      v.object({ reservationId, version, ...slot, reason: v.optional(reason) }),
    ),
    mine: op<Page<ReservationView>>()('member', v.object({ page })),
    pending: op<Page<ReservationView>>()(admin, v.object({ page })),
    approve: op<ReservationView>()(admin, v.object({ reservationId, version: seenVersion })),
    refuse: op<ReservationView>()(admin, v.object({ reservationId, version: seenVersion, reason })),
    conflicts: op<Page<ReservationView>>()(admin, v.object({ ...slot, roomId: v.optional(roomId), page })),
    create: op<RoomView>()(
      admin,
      v.object({
        ...required,
        ...v.partial(v.object(settings)).entries,
      }),
    ),
    update: op<RoomView>()(
      admin,
      v.object({ roomId, version, ...v.partial(v.object({ ...required, ...settings })).entries }),
    ),
    /** Refuses ROOM_HAS_BOOKINGS, with the affected bookings in `details`, unless `cancelBookings` is set. */
    close: op<RoomView>()(
      admin,
      v.object({
        roomId,
        version,
        from: instant,
        to: v.optional(instant),
        reason,
        cancelBookings: v.optional(v.boolean(), false),
      }),
    ),
    open: op<RoomView>()(admin, v.object({ roomId, version })),
  },
} as const
