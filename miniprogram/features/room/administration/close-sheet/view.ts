import type { Sent } from '../../../../contract/kernel/rpc'
import { clockOf, dateOf, HOUR, iso } from '../../../../contract/kernel/time'
import type { ReservationView, RoomView, room } from '../../../../contract/room'
import { momentOf } from '../../../../ui/date-words'
import type { Faults } from '../../../../ui/form'
import type { Option } from '../../../../ui/options'
import { intervalOf, type Picked } from '../../../../ui/period-picker/view'

/** The form that closes a room. */
export interface Closing {
  roomId: string
  roomName: string
  version: number
  picked: Picked
  /** Closed until it is reopened; the end of the period is ignored. */
  forever: boolean
  reason: string
}

/** Reasons that a tap writes. */
export const REASONS: Option<string>[] = ['设备检修', '另有安排', '打扫消毒'].map(id => ({ id, text: id }))

/** Proposes a closure from the next full hour to the end of that day. */
export function firstClosing(
  { id, name, version }: Pick<RoomView, 'id' | 'name' | 'version'>,
  now: number,
): Closing {
  const from = Math.ceil(now / HOUR) * HOUR
  const date = dateOf(from)
  return {
    roomId: id,
    roomName: name,
    version,
    picked: { fromDate: date, fromTime: clockOf(from), toDate: date, toTime: '24:00' },
    forever: false,
    reason: REASONS[0]!.id,
  }
}

/** The faults of the form, by field. */
export function faultsOf({ picked, forever, reason }: Closing): Faults<Closing> {
  const { fromDate, fromTime, toDate, toTime } = picked
  const backwards = !forever && momentOf(toDate, toTime) <= momentOf(fromDate, fromTime)
  return {
    ...(backwards && { picked: '结束时间要晚于开始时间' }),
    ...(!reason.trim() && { reason: '请写明停用的原因，预订的人会看到' }),
  }
}

/** The request; `cancelBookings` only after the person has seen which bookings it cancels. */
export function closeInput(
  { roomId, version, picked, forever, reason }: Closing,
  cancelBookings: boolean,
): Sent<(typeof room)['ops']['close']> {
  const period = forever ? { from: iso(momentOf(picked.fromDate, picked.fromTime)) } : intervalOf(picked)
  return { roomId, version, ...period, reason: reason.trim(), cancelBookings }
}

/** The bookings a closure hits, as the refusal tells them. */
export interface Hit {
  count: number
  bookings: ReservationView[]
}

/** The hit without a booking that was moved away; null when none is left. */
export function withoutBooking({ count, bookings }: Hit, id: string): Hit | null {
  const left = bookings.filter(one => one.id !== id)
  const less = count - (bookings.length - left.length)
  return less > 0 ? { count: less, bookings: left } : null
}
