import type { Sent } from '../../../contract/kernel/rpc'
import { clockOf, dateOf, HOUR, iso } from '../../../contract/kernel/time'
import type { ReservationView, room } from '../../../contract/room'
import { momentOf } from '../../../ui/date-words'
import { intervalOf, type Picked } from '../../../ui/period-picker/view'

export interface Closing {
  picked: Picked
  /** Closed until somebody reopens it: the end of the period does not count. */
  forever: boolean
  reason: string
}

/** A closure begins with the next full hour, and lasts until the end of that day unless told otherwise. */
export function firstClosing(now: number): Closing {
  const from = Math.ceil(now / HOUR) * HOUR
  const date = dateOf(from)
  return {
    picked: { fromDate: date, fromTime: clockOf(from), toDate: date, toTime: '24:00' },
    forever: false,
    reason: '',
  }
}

/** What is wrong, in words; nothing when it can be sent. */
export function closingProblem({ picked, forever, reason }: Closing): string | undefined {
  const { fromDate, fromTime, toDate, toTime } = picked
  if (!forever && momentOf(toDate, toTime) <= momentOf(fromDate, fromTime)) return '结束时间要晚于开始时间'
  return reason.trim() ? undefined : '请写明停用的原因，预订的人会看到'
}

/** The request; `cancelBookings` only after the person has seen what it cancels. */
export function closeInput(
  roomId: string,
  { picked, forever, reason }: Closing,
  cancelBookings: boolean,
): Sent<(typeof room)['ops']['close']> {
  const period = forever ? { from: iso(momentOf(picked.fromDate, picked.fromTime)) } : intervalOf(picked)
  return { roomId, ...period, reason: reason.trim(), cancelBookings }
}

/** The bookings a closure hits, as the refusal tells them. */
export interface Hit {
  count: number
  bookings: ReservationView[]
}
