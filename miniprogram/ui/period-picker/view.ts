import { iso, MINUTE } from '../../contract/kernel/time'
import type { Interval } from '../../contract/room'
import { momentOf } from '../date-words'

/** A period as it is picked: two calendar days and two clock times. */
export interface Picked {
  fromDate: string
  fromTime: string
  toDate: string
  toTime: string
}

/** Every clock time from 00:00 to 24:00 in steps of so many minutes. */
export function clockChoices(step: number): string[] {
  const count = Math.floor(1440 / step)
  const times = Array.from({ length: count }, (_, index) => clockText(index * step))
  return [...times, '24:00']
}

/** 450 → `07:30`. */
function clockText(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60]
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** The picker's index for a time, or for the next choice when the time lies between two. */
export function clockIndex(choices: string[], time: string): number {
  const index = choices.findIndex(choice => choice >= time)
  return index < 0 ? choices.length - 1 : index
}

/**
 * The period after one field was picked. A period inside one day stays inside one day when it moves, and none ends
 * on a day before it begins.
 */
export function withField(picked: Picked, field: keyof Picked, text: string): Picked {
  const next = { ...picked, [field]: text }
  const oneDay = picked.fromDate === picked.toDate
  if (field === 'fromDate' && (oneDay || next.toDate < text)) next.toDate = text
  if (field === 'toDate' && text < next.fromDate) next.fromDate = text
  return next
}

/** The picked period as the wire carries it. */
export const intervalOf = (picked: Picked): Interval => ({
  from: iso(momentOf(picked.fromDate, picked.fromTime)),
  to: iso(momentOf(picked.toDate, picked.toTime)),
})

/** The fault of a picked period, in words; nothing when it can be sent. */
export function periodProblem(picked: Picked, maxDays: number): string | undefined {
  const minutes = lengthOf(picked)
  if (minutes <= 0) return '结束时间要晚于开始时间'
  if (minutes > maxDays * 1440) return `时段最长 ${maxDays} 天`
  return undefined
}

const lengthOf = (picked: Picked): number =>
  (momentOf(picked.toDate, picked.toTime) - momentOf(picked.fromDate, picked.fromTime)) / MINUTE
