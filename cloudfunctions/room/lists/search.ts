import { refuse } from '#contract/kernel/errors'
import type { Input, Page } from '#contract/kernel/rpc'
import { DAY, MINUTE } from '#contract/kernel/time'
import {
  type Alternative,
  type FoundRoom,
  MAX_PERIOD_DAYS,
  MAX_STARTS,
  type Places,
  type RoomView,
  type room,
  type SearchReply,
} from '#contract/room'
import { cursorAt } from '../../kernel/data/page'
import { pick } from '../../kernel/fields'
import type { Member } from '../../kernel/identity/member'
import type { Room, Span } from '../model'
import { freeSlots, occupiedSlots, possibleStarts, type Slot } from '../slots'
import { vacancy } from '../store'
import { roomView, toInterval } from '../view'
import { listRooms, placesInUse, ROOM_ORDER, type RoomTimes, roomsNear, scanRooms } from './rooms'

type Ops = (typeof room)['ops']

/**
 * Rooms that one search reads, fewer for a longer period. A search that finds less than a page
 * leaves the rest to the next page.
 */
const scanLimit = ({ from, to }: Span): number =>
  Math.min(120, Math.max(24, Math.floor((240 * DAY) / (+to - +from))))
/** The most bytes of the rooms in one reply, and the bytes of one interval. */
const MAX_REPLY_BYTES = 54 * 1024
const INTERVAL_BYTES = 70

/** Refuses a period that ends before it starts or is too long to be answered in one call. */
export function checkPeriod({ from, to }: Span): void {
  if (to <= from || +to - +from > MAX_PERIOD_DAYS * DAY) refuse('INVALID_INPUT', { field: 'to' })
}

/** All rooms, by location, seats and name. */
export const list = (
  { page, ...filter }: Input<Ops['list']>,
  actor: Member,
  now: Date,
): Promise<Page<RoomView>> => listRooms(filter, page, row => roomView(row, actor, now))

/** Every location and label in use. */
export async function places(): Promise<Places> {
  const { locations, labels } = await placesInUse()
  return { locations: locations.sort(), labels: [...new Set(labels.flat())].sort() }
}

/** The rooms that can be booked inside the period, grouped by location. */
export async function search(input: Input<Ops['search']>, now: Date): Promise<SearchReply> {
  checkPeriod(input)
  const { from, to, lengthMinutes, people, location, label, page } = input
  const limit = scanLimit(input)
  const rows = await scanRooms(
    { location, label, minSeats: people },
    {
      after: page.after,
      // A search without a length wants rooms that are free in the whole period.
      conditions: lengthMinutes ? [] : vacancy({ from, to }, now),
      span: { from, to },
      now,
      limit,
    },
  )
  const found: { row: RoomTimes; found: FoundRoom }[] = []
  for (const row of rows) {
    const one = toFoundRoom(row, { from: +from, to: +to }, lengthMinutes, now)
    if (!one) continue
    if (found.length === page.size)
      return { groups: groupByLocation(found), next: cursorAt(ROOM_ORDER, found.at(-1)!.row) }
    found.push({ row, found: one })
  }
  return {
    groups: groupByLocation(found),
    ...(rows.length === limit && { next: cursorAt(ROOM_ORDER, rows.at(-1)) }),
  }
}

/** The fields of a room that a result shows. */
const SHOWN = [
  'name',
  'seats',
  'labels',
  'equipment',
  'picture',
  'gridMinutes',
  'minMinutes',
  'maxMinutes',
  'needsApproval',
] as const satisfies readonly (keyof RoomTimes)[]

function toFoundRoom(row: RoomTimes, period: Slot, length: number | undefined, now: Date): FoundRoom | null {
  const window = { from: Math.max(period.from, +now), to: period.to }
  const whole = Math.floor((window.to - window.from) / MINUTE)
  const minutes = length ?? whole
  const intervals = freeSlots(row, row.occupied, window, now).filter(
    ({ from, to }) => to - from >= minutes * MINUTE,
  )
  const first = firstOf(possibleStarts(row, intervals, minutes), MAX_STARTS)
  // A search with a length needs a start in the room; one without a length is content with a free period.
  if (length ? !first.length : !intervals.length) return null
  return {
    id: row._id,
    ...pick(row, SHOWN),
    intervals: intervals.map(toInterval),
    starts: first.map(at => toInterval({ from: at, to: at }).from),
  }
}

function groupByLocation(rows: { row: RoomTimes; found: FoundRoom }[]): SearchReply['groups'] {
  const groups = new Map<string, FoundRoom[]>()
  const most = intervalsThatFit(rows.map(({ found }) => found))
  for (const { row, found } of rows) {
    const { intervals } = found
    const shown =
      intervals.length > most ? { ...found, intervals: intervals.slice(0, most), more: true } : found
    groups.set(row.location, [...(groups.get(row.location) ?? []), shown])
  }
  return [...groups].map(([location, rooms]) => ({ location, rooms }))
}

/** Intervals of each room that the reply has space for. */
function intervalsThatFit(rooms: FoundRoom[]): number {
  const bytes = Buffer.byteLength(JSON.stringify(rooms))
  if (bytes <= MAX_REPLY_BYTES) return Number.POSITIVE_INFINITY
  const all = rooms.reduce((sum, { intervals }) => sum + intervals.length, 0)
  return Math.max(
    1,
    Math.floor((MAX_REPLY_BYTES - (bytes - all * INTERVAL_BYTES)) / (rooms.length * INTERVAL_BYTES)),
  )
}

function firstOf(values: Iterable<number>, most: number): number[] {
  const taken: number[] = []
  for (const value of values) {
    if (taken.length === most) break
    taken.push(value)
  }
  return taken
}

/** Alternatives of each kind offered after a lost race. */
const MAX_OFFERS = 3

export interface Nearby {
  /** The asked room as it is now. */
  room: Room | undefined
  alternatives: Alternative[]
}

/** One look at the asked room and its neighbours: other times in the same room, other rooms at the same time. */
export async function alternativesFor(asked: Room, span: Span, people: number, now: Date): Promise<Nearby> {
  const rows = await roomsNear(asked, span, people)
  const minutes = (+span.to - +span.from) / MINUTE
  const around = { from: +span.from - DAY, to: +span.to + DAY }
  const freeOf = (row: Room, period: Slot) => freeSlots(row, occupiedSlots(row, now), period, now)
  const offer = (row: Room, from: number): Alternative => ({
    roomId: row._id,
    name: row.name,
    ...toInterval({ from, to: from + minutes * MINUTE }),
  })
  const room = rows.find(({ _id }) => _id === asked._id)
  const distance = (at: number) => Math.abs(at - +span.from)
  const sameRoom = [...possibleStarts(asked, freeOf(room ?? asked, around), minutes)].sort(
    (a, b) => distance(a) - distance(b),
  )
  const sameTime = rows
    .filter(row => row._id !== asked._id)
    .filter(row => [...possibleStarts(row, freeOf(row, { from: +span.from, to: +span.to }), minutes)].length)
    .map(row => offer(row, +span.from))
  return {
    room,
    alternatives: [
      ...nonOverlapping(sameRoom, minutes).map(from => offer(asked, from)),
      ...sameTime.slice(0, MAX_OFFERS),
    ],
  }
}

/** The first starts of which none overlaps another: times that do are no choice. */
function nonOverlapping(starts: number[], minutes: number): number[] {
  const chosen: number[] = []
  for (const at of starts)
    if (chosen.length < MAX_OFFERS && chosen.every(other => Math.abs(other - at) >= minutes * MINUTE))
      chosen.push(at)
  return chosen
}
