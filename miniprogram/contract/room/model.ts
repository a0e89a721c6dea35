import { DAY, MINUTE, midnight } from '../kernel/time'

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
  extend: '延长',
  finish: '提前结束',
  cancel: '取消预订',
} as const
export type ReservationAction = keyof typeof RESERVATION_ACTION

export const ROOM_ACTION = { reserve: '预订', update: '编辑', close: '停用', open: '恢复使用' } as const
export type RoomAction = keyof typeof ROOM_ACTION

/** Names of the room pictures that the pages ship with. */
export const ROOM_PICTURES = ['meeting', 'seminar', 'lecture', 'studio'] as const

/** Bookings that a member may hold at once: in one room, and in all. Administrators of a room are not counted. */
export const MAX_BOOKINGS_OF_ROOM = 5
export const MAX_BOOKINGS = 20
/** Most present and coming closures of a room. */
export const MAX_CLOSURES = 20
/** Limit on start times per room in a search reply; the client computes the others with `startsIn`. */
export const MAX_STARTS = 20
/** Longest period of a search or a conflict query, in days. */
export const MAX_PERIOD_DAYS = 31

export interface Interval {
  from: string
  to: string
}

export interface ClosureView {
  id: string
  from: string
  /** Absent for a closure that lasts until it is ended. */
  to?: string
  reason: string
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
  /** Present and coming closures, by start. */
  closures: ClosureView[]
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
  /** `phone` is present if the caller may see it; `gone` tells administrators that the account is closed. */
  holder: { name: string; phone?: string; gone?: true }
  mine: boolean
  version: number
  /** Actions open to the caller now; the page shows exactly these buttons. */
  actions: ReservationAction[]
}

/** Another booking of the same room and day, as an administrator sees it who decides. */
export interface Neighbour extends Interval {
  title: string
  holder: string
}

export interface PendingView extends ReservationView {
  /** The other bookings of the room on the day, by start. */
  beside: Neighbour[]
}

export const BOOKING_EVENT = {
  reserve: '预订',
  change: '修改',
  lapse: '到时间未审批',
  rules: '会议室的规则改了',
  gone: '预订人的账号停用',
  ...RESERVATION_ACTION,
} as const
export type BookingEvent = keyof typeof BOOKING_EVENT

/** One step in the life of a booking; fields that it did not change are absent. */
export interface HistoryEntry {
  at: string
  event: BookingEvent
  /** `time` for what no person did. */
  by: 'holder' | 'administrator' | 'time'
  from?: string
  to?: string
  roomName?: string
  title?: string
  people?: number
  reason?: string
}

export interface BookingView {
  reservation: ReservationView
  /** The room's day on which the booking begins; absent once it has left the room. */
  day?: DayView
  /** From the first step to the last; steps made before the history was kept are missing. */
  history: HistoryEntry[]
}

/** The rules that limit the length of a booking. */
export interface LengthRules {
  gridMinutes: number
  minMinutes: number
  maxMinutes: number
  needsApproval: boolean
}

/** Part of a day in minutes from its midnight. */
export type Stretch = readonly [from: number, to: number]

export interface OverviewRoom {
  id: string
  name: string
  location: string
  seats: number
  /** Labels and equipment. */
  tags: string[]
  /** Index in `rules` of the overview. */
  rules: number
  /** Can be booked now. */
  free: Stretch[]
  /** Held; `by` is the index in `holders` of the overview. */
  busy: { from: number; to: number; by: number; pending?: true }[]
}

export interface Overview {
  date: string
  rooms: OverviewRoom[]
  rules: LengthRules[]
  /** `phone` is present if the caller may see it, `mine` for the caller. */
  holders: { name: string; phone?: string; mine?: true }[]
  /** Location in which the caller has most of their coming bookings. */
  home?: string
  /** The one location that the reply is about, where all rooms are too many for one reply. */
  location?: string
  /** Rooms that did not fit into the reply, those that suit least. */
  left?: number
}

/** Most rooms of an overview. */
export const MAX_OVERVIEW_ROOMS = 200

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
