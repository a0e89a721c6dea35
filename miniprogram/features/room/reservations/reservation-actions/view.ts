import { clockOf, dateOf, iso, MINUTE, midnight } from '../../../../contract/kernel/time'
import {
  type DayView,
  type Interval,
  RESERVATION_ACTION,
  type ReservationAction,
  type ReservationView,
} from '../../../../contract/room'
import type { ActionSpec } from '../../../../ui/action-sheet/spec'
import { endClock, lengthWords, minutesBetween, periodWords } from '../../../../ui/date-words'
import type { Option } from '../../../../ui/options'
import type { Picked } from '../../../../ui/period-picker/view'
import { lengthChoices, type Offer, startChoices } from '../booking/view'

/** An action that was tapped, on its reservation. */
export interface PendingAction {
  action: ReservationAction
  reservation: ReservationView
}

const SPECS: Record<ReservationAction, Omit<ActionSpec, 'title'>> = {
  approve: {
    hint: '通过后，预订人可以使用会议室。',
    confirm: '通过',
    theme: 'primary',
    words: 'none',
  },
  refuse: {
    hint: '拒绝后时段马上空出来，原因会给预订人看到。',
    confirm: '拒绝',
    theme: 'danger',
    words: 'required',
    placeholder: '为什么不能通过',
  },
  cancel: {
    hint: '取消后时段马上空出来，不能恢复，只能重新预订。',
    confirm: '取消预订',
    theme: 'danger',
    words: 'optional',
    placeholder: '原因（选填），会给相关的人看到',
  },
  finish: {
    hint: '现在就结束，剩下的时间马上空出来。',
    confirm: '提前结束',
    theme: 'primary',
    words: 'optional',
    placeholder: '原因（选填），会给相关的人看到',
  },
  extend: {
    hint: '后面空着的时间可以接着用。',
    confirm: '确认延长',
    theme: 'primary',
    words: 'optional',
    placeholder: '原因（选填），会给相关的人看到',
  },
  move: {
    hint: '改到同一个会议室的其他时间，或者改短。',
    confirm: '确认改期',
    theme: 'primary',
    words: 'optional',
    placeholder: '原因（选填），会给相关的人看到',
  },
}

/** The question of an action. Acting on the reservation of another needs a reason. */
export function specOf({ action, reservation }: PendingAction): ActionSpec {
  const spec = { title: RESERVATION_ACTION[action], ...SPECS[action] }
  if (spec.words !== 'optional' || reservation.mine) return spec
  return { ...spec, words: 'required', placeholder: '原因，会给预订人看到' }
}

/** `例会 · 今天 3月4日 周三 14:00–15:00`. */
export const subjectOf = ({ reservation: { title, from, to } }: PendingAction, now: number): string =>
  `${title} · ${periodWords(from, to, now)}`

const DONE: Record<ReservationAction, string> = {
  approve: '已通过',
  refuse: '已拒绝',
  cancel: '已取消',
  finish: '已提前结束',
  extend: '已延长',
  move: '已改期',
}

/** The words of a step that was taken. */
export const doneWords = (action: ReservationAction, { status }: ReservationView): string =>
  action === 'move' && status === 'pending' ? '已提交，等待审批' : DONE[action]

/** The period of a reservation as it is picked. */
export function pickedOf({ from, to }: Interval): Picked {
  const [start, end] = [Date.parse(from), Date.parse(to)]
  return {
    fromDate: dateOf(start),
    fromTime: clockOf(start),
    toDate: dateOf(end - 1),
    toTime: endClock(end),
  }
}

/** An offer as a chip: its start. */
export const startOption = ({ from }: Offer): Option<string> => ({
  id: from,
  text: clockOf(Date.parse(from)),
})

/** Minutes by which a meeting can be made longer at once. */
const EXTENSIONS = [15, 30, 45, 60, 90, 120]

/** Later ends that a running meeting can get, as chips: the room is free until then, and allows the whole length. */
export function endOptions({ free, room }: DayView, own: ReservationView): Option<string>[] {
  const end = Date.parse(own.to)
  const behind = free.find(({ from, to }) => Date.parse(from) <= end + MINUTE && Date.parse(to) > end)
  if (!behind) return []
  const latest = Math.min(Date.parse(behind.to), Date.parse(own.from) + room.maxMinutes * MINUTE)
  return EXTENSIONS.map(minutes => end + minutes * MINUTE)
    .filter(at => at <= latest)
    .map(at => ({ id: iso(at), text: `到 ${endClock(at)}` }))
}

/** True when a reservation lasts beyond the day on which it starts: it is moved by picking both ends. */
export const spansDays = ({ from, to }: Interval): boolean =>
  midnight(Date.parse(from)) !== midnight(Date.parse(to) - 1)

/** The intervals of a day that a reservation can move to: the free ones, and its own slot. */
function roomFor({ free, date }: DayView, own: ReservationView): Interval[] {
  if (own.from.slice(0, 10) !== date) return free
  const all = [...free, { from: own.from, to: own.to }]
  return joined(all.sort((a, b) => Date.parse(a.from) - Date.parse(b.from)))
}

/** Intervals that touch or overlap, as one. */
function joined(sorted: Interval[]): Interval[] {
  const result: Interval[] = []
  for (const interval of sorted) {
    const last = result[result.length - 1]
    if (last && Date.parse(interval.from) <= Date.parse(last.to)) last.to = later(last.to, interval.to)
    else result.push({ ...interval })
  }
  return result
}

const later = (a: string, b: string): string => (Date.parse(a) >= Date.parse(b) ? a : b)

/** The lengths that a reservation can be moved to, its own among them. */
export function moveLengths(day: DayView, own: ReservationView): Option<number>[] {
  const within = { from: own.from, to: iso(Date.parse(own.from) + day.room.maxMinutes * MINUTE) }
  const choices = lengthChoices(offerIn(day, within, minutesBetween(own.from, own.to)))
  return choices.map(id => ({ id, text: lengthWords(id) }))
}

/** Every start on the day at which the reservation fits with the length. */
export function moveOffers(day: DayView, own: ReservationView, now: number, length?: number): Offer[] {
  const ownMinutes = minutesBetween(own.from, own.to)
  const minutes = length ?? ownMinutes
  return roomFor(day, own).flatMap(within => {
    const offer = offerIn(day, within, minutes)
    return startChoices({ ...offer, minMinutes: minutes })
      .filter(from => Date.parse(from) > now && (from !== own.from || minutes !== ownMinutes))
      .map(from => ({ ...offer, from }))
  })
}

/** A place in a room's day as something that can be booked. */
export function offerIn({ room }: DayView, within: Interval, minutes: number): Offer {
  const { id: roomId, name, location, seats, gridMinutes, minMinutes, maxMinutes, needsApproval } = room
  const rules = { gridMinutes, minMinutes, maxMinutes, needsApproval }
  return { roomId, name, location, seats, ...rules, within, from: within.from, minutes }
}
