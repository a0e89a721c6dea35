import type { Sent } from '../../../../contract/kernel/rpc'
import { clockOf, dateOf, iso, MINUTE, minutesOf, startOf } from '../../../../contract/kernel/time'
import {
  type LengthRules,
  type Overview,
  type OverviewRoom,
  type ReservationView,
  rankRooms,
  type room,
  type Stretch,
} from '../../../../contract/room'
import { lengthWords, minutesBetween } from '../../../../ui/date-words'
import type { Faults } from '../../../../ui/form'
import type { Option } from '../../../../ui/options'
import { spansDays } from '../reservation-actions/view'
import { clockText } from '../words'

/** A change that was begun. */
export interface Begun {
  reservation: ReservationView
  /** Start to propose, as the wire carries it. */
  from?: string
  /** Proposes another room at the same time. */
  elsewhere?: boolean
  /** Reason to propose. */
  reason?: string
}

/** The form as it is typed; `start` is in minutes from midnight, -1 while none is chosen. */
export interface Form {
  reservation: ReservationView
  roomId: string
  date: string
  start: number
  minutes: number
  title: string
  people: string
  reason: string
}

/** Reasons that a tap writes. */
export const REASONS: Option<string>[] = ['会议室另有安排', '设备检修'].map(id => ({ id, text: id }))

export function formOf({ reservation, from = reservation.from, reason }: Begun): Form {
  const { roomId, to, title, people, mine } = reservation
  const start = Date.parse(from)
  return {
    reservation,
    roomId,
    date: dateOf(start),
    start: minutesOf(clockOf(start)),
    minutes: minutesBetween(reservation.from, to),
    title,
    people: people ? String(people) : '',
    reason: reason ?? (mine ? '' : REASONS[0]!.id),
  }
}

/** The room's free stretches, to which the booking's own time belongs. */
function freeOf(one: OverviewRoom, { reservation, date }: Form): Stretch[] {
  if (one.id !== reservation.roomId || dateOf(Date.parse(reservation.from)) !== date) return [...one.free]
  const from = minutesOf(clockOf(Date.parse(reservation.from)))
  const own: Stretch = [from, from + minutesBetween(reservation.from, reservation.to)]
  const joined: [number, number][] = []
  for (const [first, last] of [...one.free, own].sort((a, b) => a[0] - b[0])) {
    const before = joined[joined.length - 1]
    if (before && first <= before[1]) before[1] = Math.max(before[1], last)
    else joined.push([first, last])
  }
  return joined
}

/** The starts at which a stretch of so many minutes is free. */
function startsIn(free: Stretch[], { gridMinutes }: LengthRules, minutes: number): number[] {
  return free.flatMap(([from, to]) => {
    const starts: number[] = []
    for (let at = Math.ceil(from / gridMinutes) * gridMinutes; at + minutes <= to; at += gridMinutes)
      starts.push(at)
    return starts
  })
}

const LENGTHS = [15, 30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 480]

/** The choices of the form on the day of the overview. */
export function choicesOf(overview: Overview, form: Form) {
  const wish = {
    people: Number(form.people) || undefined,
    period: [form.start, form.start + form.minutes] as const,
    minutes: form.minutes,
    home: form.reservation.location,
  }
  const own = overview.rooms.map(one => ({ ...one, free: freeOf(one, form) }))
  const ranked = rankRooms(own, wish, overview.rules).filter(
    one => one.id === form.roomId || isFree(one, form, overview),
  )
  const chosen = own.find(({ id }) => id === form.roomId)
  const rules = chosen && overview.rules[chosen.rules]!
  const starts = chosen && rules ? startsIn(chosen.free, rules, form.minutes) : []
  const lengths = LENGTHS.filter(length => rules && length >= rules.minMinutes && length <= rules.maxMinutes)
  return {
    rooms: ranked.map(one => ({ id: one.id, text: roomText(one) })),
    starts: starts.map(id => ({ id, text: clockText(id) })),
    lengths: [...new Set([...lengths, form.minutes])]
      .sort((a, b) => a - b)
      .map(id => ({ id, text: lengthWords(id) })),
    needsApproval: Boolean(rules?.needsApproval),
  }
}
export type Choices = ReturnType<typeof choicesOf>

export const NO_CHOICES: Choices = { rooms: [], starts: [], lengths: [], needsApproval: false }

const roomText = ({ name, location, seats }: OverviewRoom): string => `${name}（${location}，${seats} 座）`

function isFree(one: OverviewRoom, { start, minutes, people }: Form, { rules }: Overview): boolean {
  if (one.seats < (Number(people) || 1)) return false
  return startsIn(one.free, rules[one.rules]!, minutes).includes(start)
}

/** Another room that is free at the time, the one that suits best; the same one if there is none. */
export const elsewhereOf = ({ rooms }: Choices, { roomId }: Form): string =>
  rooms.find(({ id }) => id !== roomId)?.id ?? roomId

export const faultsOf = (form: Form): Faults<Form> => ({
  ...(form.start < 0 && { start: '请选开始的时间' }),
  ...(!form.title.trim() && { title: '请填写会议名称' }),
  ...(!isPeople(form) && { people: '人数请填整数' }),
  ...(!form.reservation.mine && !form.reason.trim() && { reason: '请写明原因，预订的人会看到' }),
})

const isPeople = ({ people, reservation }: Form): boolean =>
  /^[1-9]\d{0,3}$/.test(people) || (people === '' && !reservation.people)

/** The request, with what was changed alone. */
export function changeInput(form: Form): Sent<(typeof room)['ops']['change']> {
  const { reservation, roomId, date, start, minutes, title, people, reason } = form
  const from = iso(startOf(date) + start * MINUTE)
  const to = iso(startOf(date) + (start + minutes) * MINUTE)
  const isMoved = !spansDays(reservation) && (from !== reservation.from || to !== reservation.to)
  return {
    reservationId: reservation.id,
    version: reservation.version,
    ...(roomId !== reservation.roomId && { roomId }),
    ...(isMoved && { from }),
    ...(isMoved && { to }),
    ...(title.trim() !== reservation.title && { title }),
    ...(people && Number(people) !== reservation.people && { people: Number(people) }),
    ...(reason.trim() && { reason: reason.trim() }),
  }
}

/** Words after the change. */
export const doneWords = ({ status }: ReservationView): string =>
  status === 'pending' ? '已提交，等待审批' : '已修改'
