import type { RefusalCode } from '../../../../contract/kernel/errors'
import { clockOf, dateOf, iso, MINUTE } from '../../../../contract/kernel/time'
import { type Alternative, type Interval, type ReservationView, startsIn } from '../../../../contract/room'
import { lengthWords, minutesBetween, periodWords } from '../../../../ui/date-words'
import type { Faults } from '../../../../ui/form'

/** A place in a room's day that can be booked, with the rules that limit it. */
export interface Offer {
  roomId: string
  name: string
  location: string
  seats: number
  gridMinutes: number
  minMinutes: number
  maxMinutes: number
  needsApproval: boolean
  /** The free interval around it. */
  within: Interval
  from: string
  minutes: number
}

/** The lengths above which choices come by the hour, so that a long interval does not make a long list. */
const FINE_UNTIL = 4 * 60

/** The start times on the same day as `from` that the interval allows, `from` among them. */
export function startChoices({ within, from, gridMinutes, minMinutes }: Offer): string[] {
  const interval = { from: Date.parse(within.from), to: Date.parse(within.to) }
  const day = dateOf(Date.parse(from))
  const starts: string[] = []
  for (const at of startsIn(interval, gridMinutes, minMinutes)) {
    const date = dateOf(at)
    if (date > day) break
    if (date === day) starts.push(iso(at))
  }
  return starts
}

/** The lengths in minutes that fit between `from` and the end of the interval, the wished one among them. */
export function lengthChoices(offer: Offer): number[] {
  const { within, from, gridMinutes, minMinutes, maxMinutes, minutes } = offer
  const most = Math.min(maxMinutes, minutesBetween(from, within.to))
  const lengths = new Set([minutes, most].filter(length => length >= minMinutes && length <= most))
  for (let length = minMinutes; length <= most; length += length < FINE_UNTIL ? gridMinutes : 60)
    lengths.add(length)
  return [...lengths].sort((a, b) => a - b)
}

/** The offer from another start; the length shrinks when less is left. */
export function startingAt(offer: Offer, from: string): Offer {
  const most = Math.min(offer.maxMinutes, minutesBetween(from, offer.within.to))
  return { ...offer, from, minutes: Math.min(offer.minutes, most) }
}

export const slotOf = ({ from, minutes }: Offer): Interval => ({
  from,
  to: iso(Date.parse(from) + minutes * MINUTE),
})

/** The offer's sentences, and the choices it leaves. */
export function bookingWords(offer: Offer, now: number) {
  const { from, to } = slotOf(offer)
  return {
    title: offer.name,
    hint: `${offer.location} · ${offer.seats} 座`,
    confirm: offer.needsApproval ? '提交申请' : '确认预订',
    when: periodWords(from, to, now),
    starts: startChoices(offer).map(start => ({ id: start, text: clockOf(Date.parse(start)) })),
    lengths: lengthChoices(offer).map(minutes => ({ id: minutes, text: lengthWords(minutes) })),
  }
}
type BookingWords = ReturnType<typeof bookingWords>

/** A sheet without an offer, or one that has done its work: it has a frame alone. */
export const NO_WORDS: BookingWords = {
  title: '',
  hint: '',
  confirm: '',
  when: '',
  starts: [],
  lengths: [],
}

/** The form as it is typed, with the seats that limit it. */
export interface Form {
  title: string
  people: string
  seats: number
}

/** The title that a booking has until its holder writes another. */
export const firstTitle = (name: string): string => `${name}的会议`

/** The warning that the person has something else at the time. */
export const clashWords = ({ title, from, to, roomName }: ReservationView, now: number): string =>
  `你这时已有「${title}」：${periodWords(from, to, now)}，${roomName}`

/** The faults of the form, by field. */
export const faultsOf = ({ title, people, seats }: Form): Faults<Form> => ({
  ...(!title.trim() && { title: '请填写会议名称' }),
  ...peopleFault(people, seats),
})

function peopleFault(people: string, seats: number): Faults<Form> {
  if (people && !/^[1-9]\d{0,3}$/.test(people)) return { people: '人数请填整数' }
  if (people && Number(people) > seats) return { people: `这个会议室只有 ${seats} 座` }
  return {}
}

/** The ways out that come with a lost race. */
export function alternativesOf(code: RefusalCode | 'OFFLINE', details: unknown, now: number) {
  if (code !== 'ROOM_TAKEN') return []
  const { alternatives = [] } = (details ?? {}) as { alternatives?: Alternative[] }
  return alternatives.map(alternative => ({
    ...alternative,
    id: `${alternative.roomId} ${alternative.from}`,
    when: periodWords(alternative.from, alternative.to, now),
  }))
}

/** The words of a booking that went through. */
export function doneWords(reservation: ReservationView, now: number) {
  const pending = reservation.status === 'pending'
  return {
    id: reservation.id,
    title: pending ? '已提交，等待审批' : '预订成功',
    hint: pending
      ? '时段已经为你占住，审批结果会显示在“我的预订”里'
      : '到时候直接去就好，有变化可以在“我的预订”里改期或取消',
    when: periodWords(reservation.from, reservation.to, now),
    where: `${reservation.location} · ${reservation.roomName}`,
  }
}
