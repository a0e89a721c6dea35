import type { Page } from '#contract/kernel/rpc'
import { DAY } from '#contract/kernel/time'
import { _, $ } from '../../kernel/data/cloud'
import { conditionsAfter, listPage, type PageRequest, type SortKey, toSort } from '../../kernel/data/page'
import type { Fields } from '../../kernel/data/table'
import { joinHolders } from '../holders'
import type { Room, Span } from '../model'
import { bookingsWhere, isHolding, rooms, touches } from '../store'

/** A room with the times that are taken instead of the bookings that take them. */
export interface RoomTimes extends Omit<Room, 'bookings'> {
  occupied: { from: number; to: number }[]
}

export interface RoomFilter {
  location?: string
  label?: string
  minSeats?: number
}

/** Rooms by location, seats and name. */
export const ROOM_ORDER: SortKey[] = [
  ['location', 1, 'string'],
  ['seats', 1, 'number'],
  ['name', 1, 'string'],
  ['_id', 1, 'string'],
]

const roomConditions = ({ location, label, minSeats }: RoomFilter): Fields[] => [
  { seats: _.gte(minSeats ?? 1) },
  ...(location ? [{ location }] : []),
  ...(label ? [{ labels: label }] : []),
]

/** A page of rooms in order. */
export const listRooms = <R>(
  filter: RoomFilter,
  page: PageRequest,
  view: (room: Omit<Room, 'bookings'>) => R,
): Promise<Page<R>> =>
  listPage(
    rooms,
    { where: roomConditions(filter), order: ROOM_ORDER, page, fields: { bookings: 0, outbox: 0 } },
    view,
  )

interface Scan {
  /** Further conditions, such as `vacancy`. */
  conditions: Fields[]
  /** Cursor of the previous page. */
  after?: string
  span: Span
  now: Date
  limit: number
}

/** At most `limit` rooms in order, each with its occupied times of the span. */
export function scanRooms(
  filter: RoomFilter,
  { conditions, after, span, now, limit }: Scan,
): Promise<RoomTimes[]> {
  const all = [...roomConditions(filter), ...conditionsAfter(ROOM_ORDER, after), ...conditions]
  return rooms.aggregate(limit, pipeline =>
    pipeline
      .match(_.and(all))
      .sort(toSort(ROOM_ORDER))
      .limit(limit)
      .addFields({ occupied: occupiedTimes(span, now) })
      .project({ bookings: 0, outbox: 0 }),
  )
}

/** A room with its bookings of a day, and how many a member holds in it on any day. */
export interface RoomOfDay extends Room {
  own: number
}

/** At most `limit` rooms in order, each with its bookings of the span. */
export const roomsOfDay = (
  location: string | undefined,
  span: Span,
  memberId: string,
  limit: number,
): Promise<RoomOfDay[]> =>
  rooms.aggregate(limit, pipeline =>
    joinHolders(
      pipeline
        .match(_.and(roomConditions({ location })))
        .sort(toSort(ROOM_ORDER))
        .limit(limit)
        .addFields({
          own: $.size(bookingsWhere($.and([isHolding('$$b'), $.eq(['$$b.holder.id', memberId])]))),
          bookings: bookingsWhere($.and([isHolding('$$b'), touches(span, '$$b')])),
          outbox: [],
        })
        .project({ description: 0, 'bookings.log': 0 }),
      'bookings.holder.id',
    ),
  )

/** Expression: the times inside the span that bookings hold, as `held` of the domain says, in milliseconds. */
function occupiedTimes({ from, to }: Span, now: Date) {
  const inside = (slot: string) => $.and([$.lt([`${slot}.from`, to]), $.gt([`${slot}.to`, from])])
  const ahead = $.gt(['$$b.from', now])
  const times = (slot: string, condition: object) =>
    $.map({ input: bookingsWhere($.and([inside(slot), condition])), as: 'b', in: milliseconds(slot) })
  return $.concatArrays([
    times(
      '$$b',
      $.or([$.in(['$$b.status', ['reserved', 'moving']]), $.and([$.eq(['$$b.status', 'pending']), ahead])]),
    ),
    times('$$b.moveTo', $.and([$.eq(['$$b.status', 'moving']), ahead, $.gt(['$$b.moveTo.from', now])])),
  ])
}

/** A third of the bytes that dates take on their way. */
const milliseconds = (slot: string) => ({
  from: $.subtract([`${slot}.from`, new Date(0)]),
  to: $.subtract([`${slot}.to`, new Date(0)]),
})

/** The distinct locations of all rooms, and their distinct lists of labels, for the filters of the search. */
export async function placesInUse(): Promise<{ locations: string[]; labels: string[][] }> {
  const [all] = await rooms.aggregate<{ locations: string[]; labels: string[][] }>(1, pipeline =>
    pipeline
      .match({ seats: _.gte(1) })
      .group({ _id: null, locations: $.addToSet('$location'), labels: $.addToSet('$labels') }),
  )
  return all ?? { locations: [], labels: [] }
}

/**
 * The asked room first, then rooms for as many people that are free at the span, those of the same place first;
 * each with the bookings of the day before and after.
 */
export function roomsNear(room: Room, span: Span, people: number): Promise<Room[]> {
  const window = { from: new Date(+span.from - DAY), to: new Date(+span.to + DAY) }
  const taken = bookingsWhere($.and([isHolding('$$b'), touches(span, '$$b')]))
  return rooms.aggregate(NEAR, pipeline =>
    pipeline
      .match({ seats: _.gte(people) })
      .addFields({
        far: $.cond([$.eq(['$_id', room._id]), 0, $.cond([$.eq(['$location', room.location]), 1, 2])]),
        taken: $.and([$.neq(['$_id', room._id]), $.gt([$.size(taken), 0])]),
        bookings: bookingsWhere(touches(window, '$$b')),
        outbox: [],
      })
      .sort({ taken: 1, far: 1, seats: 1, name: 1 })
      .limit(NEAR),
  )
}

const NEAR = 12
