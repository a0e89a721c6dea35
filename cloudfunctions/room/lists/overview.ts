import type { Input } from '#contract/kernel/rpc'
import { DAY, MINUTE, minutesOf, startOf } from '#contract/kernel/time'
import {
  type LengthRules,
  MAX_OVERVIEW_ROOMS,
  type Overview,
  type OverviewRoom,
  rankRooms,
  type room,
  type Stretch,
  type Wish,
} from '#contract/room'
import type { Member } from '../../kernel/identity/member'
import type { Booking, Room } from '../model'
import { freeSlots, heldSlots, occupiedSlots, overlaps, type Slot } from '../slots'
import { phoneOf } from '../view'
import { type RoomOfDay, roomsOfDay } from './rooms'

type Asked = Input<(typeof room)['ops']['overview']>

/** Most bytes of the rooms in a reply of 64 KB. */
const MAX_BYTES = 62 * 1024

/** A day of all rooms, those that suit the wish best first. */
export async function overview(asked: Asked, actor: Member, now: Date): Promise<Overview> {
  const from = startOf(asked.date)
  const day = { from, to: from + DAY }
  const span = { from: new Date(day.from), to: new Date(day.to) }
  const rows = await roomsOfDay(asked.location, span, actor._id, MAX_OVERVIEW_ROOMS + 1)
  const home = homeOf(rows)
  const wish = wishOf(asked, home)
  const view = (some: RoomOfDay[]) => ({
    ...overviewOf(some, wish, day, actor, now),
    date: asked.date,
    ...(home && { home }),
  })
  const all = view(rows)
  if (rows.length <= MAX_OVERVIEW_ROOMS && bytesOf(all) <= MAX_BYTES) return all
  // A list that was cut is complete in its first location alone.
  const location = asked.location ?? (rows.length <= MAX_OVERVIEW_ROOMS && home ? home : rows[0]!.location)
  return { ...cut(view(rows.filter(row => row.location === location))), location }
}

/** The location in which the caller holds most bookings. */
function homeOf(rows: RoomOfDay[]): string | undefined {
  const counts = new Map<string, number>()
  for (const { location, own } of rows) counts.set(location, (counts.get(location) ?? 0) + own)
  const [first] = [...counts].filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a)
  return first?.[0]
}

function wishOf({ from, to, people, label }: Asked, home: string | undefined): Wish {
  const period: Stretch = [from ? minutesOf(from) : 0, to ? minutesOf(to) : 1440]
  const minutes = from && to ? Math.max(1, period[1] - period[0]) : undefined
  return { people, label, period, minutes, home }
}

function overviewOf(
  rows: RoomOfDay[],
  wish: Wish,
  day: Slot,
  actor: Member,
  now: Date,
): Pick<Overview, 'rooms' | 'rules' | 'holders'> {
  const rules = distinct<LengthRules>()
  const holders = distinct<Overview['holders'][number]>()
  const rooms = rows.map((row): OverviewRoom => {
    const { gridMinutes, minMinutes, maxMinutes, needsApproval } = row
    return {
      id: row._id,
      name: row.name,
      location: row.location,
      seats: row.seats,
      tags: [...row.labels, ...row.equipment],
      rules: rules.indexOf({ gridMinutes, minMinutes, maxMinutes, needsApproval }),
      free: freeSlots(row, occupiedSlots(row, now), day, now).map(slot => stretch(slot, day)),
      busy: row.bookings.flatMap(booking => {
        const slots = heldSlots(booking, now).filter(slot => overlaps(slot, day))
        if (!slots.length) return []
        const by = holders.indexOf(holderOf(booking, row, actor))
        return slots.map(slot => busyView(stretch(slot, day), booking, by))
      }),
    }
  })
  return {
    rooms: rankRooms(rooms, wish, rules.values),
    rules: rules.values,
    holders: holders.values,
  }
}

const busyView = ([from, to]: Stretch, { status }: Booking, by: number): OverviewRoom['busy'][number] => ({
  from,
  to,
  by,
  ...(status !== 'reserved' && { pending: true as const }),
})

function holderOf({ holder }: Booking, row: Room, actor: Member): Overview['holders'][number] {
  if (holder.id === actor._id) return { name: holder.name, mine: true }
  const person = row.holders?.find(({ _id }) => _id === holder.id)
  const phone = phoneOf(person, row, actor)
  return { name: holder.name, ...(phone && { phone }) }
}

/** Values of which equal ones are kept once, under one index. */
function distinct<T extends object>() {
  const values: T[] = []
  const known = new Map<string, number>()
  const indexOf = (value: T): number => {
    const text = JSON.stringify(value)
    const index = known.get(text) ?? values.push(value) - 1
    known.set(text, index)
    return index
  }
  return { values, indexOf }
}

/** A slot in minutes of the day, within it. */
const stretch = ({ from, to }: Slot, day: Slot): Stretch => [
  Math.round((Math.max(from, day.from) - day.from) / MINUTE),
  Math.round((Math.min(to, day.to) - day.from) / MINUTE),
]

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))

/** The overview with the last rooms left out that the reply has no space for. */
function cut(whole: Overview): Overview {
  const { rooms, ...rest } = whole
  let bytes = bytesOf(rest)
  const fitting = rooms.slice(0, MAX_OVERVIEW_ROOMS).filter(one => {
    bytes += bytesOf(one) + 1
    return bytes <= MAX_BYTES
  })
  const left = rooms.length - fitting.length
  return left ? { ...whole, rooms: fitting, left } : whole
}
