import type { RefusalCode } from '../../../contract/kernel/errors'
import { clockOf, dateOf, iso, MINUTE } from '../../../contract/kernel/time'
import { type Alternative, type Interval, type ReservationView, startsIn } from '../../../contract/room'
import { lengthWords, minutesBetween, periodWords } from '../../../ui/date-words'

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

/** The offer's pickers and sentences. */
export function bookingWords(offer: Offer, now: number) {
  const { from, to } = slotOf(offer)
  const starts = startChoices(offer)
  const lengths = lengthChoices(offer)
  return {
    when: periodWords(from, to, now),
    starts,
    startTexts: starts.map(start => clockOf(Date.parse(start))),
    startIndex: Math.max(0, starts.indexOf(from)),
    lengths,
    lengthTexts: lengths.map(lengthWords),
    lengthIndex: Math.max(0, lengths.indexOf(offer.minutes)),
  }
}

/** What is wrong with the form, in words; nothing when it can be sent. */
export function formProblem(title: string, people: string, seats: number): string | undefined {
  if (!title.trim()) return '请填写会议名称'
  if (people && !/^[1-9]\d{0,3}$/.test(people)) return '人数请填整数'
  if (people && Number(people) > seats) return `这个会议室只有 ${seats} 座`
  return undefined
}

/** The ways out that come with a lost race. */
export function alternativesOf(code: RefusalCode | 'OFFLINE', details: unknown, now: number) {
  if (code !== 'ROOM_TAKEN') return []
  const { alternatives = [] } = (details ?? {}) as { alternatives?: Alternative[] }
  return alternatives.map(one => ({
    ...one,
    id: `${one.roomId} ${one.from}`,
    when: periodWords(one.from, one.to, now),
  }))
}

/** What a booking that went through says. */
export function doneWords(made: ReservationView, now: number) {
  const pending = made.status === 'pending'
  return {
    title: pending ? '已提交，等待审批' : '预订成功',
    hint: pending
      ? '时段已经为你占住，审批结果会显示在“我的预订”里'
      : '到时候直接去就好，有变化可以在“我的预订”里改期或取消',
    when: periodWords(made.from, made.to, now),
    where: `${made.location} · ${made.roomName}`,
  }
}
