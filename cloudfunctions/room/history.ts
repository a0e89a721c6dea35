import type { Page } from '#contract/kernel/rpc'
import { byTime, listPage, type PageRequest } from '../kernel/data/page'
import { table } from '../kernel/data/table'
import type { Booking, Room } from './model'

/** A booking whose time is over; `_id` is the booking's id. */
export interface Past extends Omit<Booking, 'id'> {
  _id: string
  room: Omit<Room, 'bookings' | 'closures' | 'outbox' | 'holders'>
  holderId: string
}

const history = table<Past>('room_history')

/** Past bookings of a member, latest first. */
export const listPast = <R>(memberId: string, page: PageRequest, view: (row: Past) => R): Promise<Page<R>> =>
  listPage(history, { where: [{ holderId: memberId }], order: byTime('from', -1), page }, view)

/** Files a past booking; repeating it changes nothing. */
export const archiveBooking = (past: Past): Promise<void> => history.put(past)
