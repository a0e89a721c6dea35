import { DAY, dateOf, HOUR, iso, MINUTE, midnight, startOf } from '../../../../contract/kernel/time'
import {
  freeFor,
  type LengthRules,
  type Misfit,
  misfitOf,
  type Overview,
  type OverviewRoom,
  rankRooms,
  type Stretch,
  type Wish,
} from '../../../../contract/room'
import type { Option } from '../../../../ui/options'
import type { Offer } from '../../reservations/booking/view'
import { clockText } from '../../reservations/words'

/** The wish as its chips have it; 0 and empty text mean any. */
export interface Chosen {
  people: number
  part: string
  label: string
}

export const PARTS = [
  { id: 'all', text: '全天', hours: [8, 22] },
  { id: 'morning', text: '上午', hours: [8, 12] },
  { id: 'afternoon', text: '下午', hours: [12, 18] },
  { id: 'evening', text: '晚上', hours: [18, 24] },
] as const

export const PEOPLE: Option<number>[] = [0, 4, 8, 16, 30].map(id => ({ id, text: id ? `${id} 人` : '不限' }))

/** The days that have a chip. */
export const datesFrom = (now: number): Option<string>[] =>
  ['今天', '明天', '后天'].map((text, ahead) => ({ id: dateOf(now + ahead * DAY), text }))

/** The day to begin with: tomorrow when today is over. */
export const firstDate = (now: number): string => dateOf(now - midnight(now) > 20 * HOUR ? now + DAY : now)

const hoursOf = (part: string): readonly [number, number] =>
  (PARTS.find(({ id }) => id === part) ?? PARTS[0]).hours

export function wishOf({ people, part, label }: Chosen, home: string | undefined): Wish {
  const [first, last] = hoursOf(part)
  return { people, label, home, ...(part !== 'all' && { period: [first * 60, last * 60] as const }) }
}

/** Values to choose from, after any. */
export const optionsOf = (values: readonly string[]): Option<string>[] => [
  { id: '', text: '不限' },
  ...values.map(id => ({ id, text: id })),
]

/** Everything that rooms have and a chip can ask for. */
export const labelOptions = ({ rooms }: Pick<Overview, 'rooms'>): Option<string>[] => [
  ...optionsOf([...new Set(rooms.flatMap(({ tags }) => tags))].sort()),
]

/** The hours above the rooms: where their names stand, in percent. */
export function hourMarks(part: string) {
  const [first, last] = hoursOf(part)
  const step = last - first > 8 ? 2 : 1
  const count = Math.floor((last - first - 1) / step) + 1
  return Array.from({ length: count }, (_, i) => ({
    text: String(first + i * step),
    left: percent((i * step) / (last - first)),
  }))
}

const percent = (share: number): number => Math.round(share * 1000) / 10

const WHY: Record<Misfit, (room: OverviewRoom, chosen: Chosen) => string> = {
  small: ({ seats }) => `只有 ${seats} 座`,
  label: (_room, { label }) => `没有${label}`,
  taken: (_room, { part }) => `${part === 'all' ? '这一天' : '这个时段'}没有空了`,
}

/** The first `count` rooms as their rows show them, best first. */
export function rowsOf(overview: Overview, chosen: Chosen, count: number) {
  const wish = wishOf(chosen, overview.home)
  return rankRooms(overview.rooms, wish, overview.rules)
    .slice(0, count)
    .map(room => row(room, overview, chosen, wish))
}
export type Row = ReturnType<typeof row>

function row(room: OverviewRoom, { rules, holders }: Overview, chosen: Chosen, wish: Wish) {
  const [first, last] = hoursOf(chosen.part).map(hour => hour * 60) as [number, number]
  const own = rules[room.rules]!
  const misfit = misfitOf(room, wish, own)
  const place = ([from, to]: Stretch) => {
    const start = Math.max(from, first)
    return {
      left: percent((start - first) / (last - first)),
      width: percent((Math.min(to, last) - start) / (last - first)),
    }
  }
  const busy = room.busy.filter(({ from, to }) => from < last && to > first)
  return {
    id: room.id,
    name: room.name,
    about: [room.location, `${room.seats} 座`, ...room.tags].join(' · '),
    needsApproval: own.needsApproval,
    fits: misfit === undefined,
    why: misfit ? WHY[misfit](room, chosen) : '',
    cells: cellsOf(room, own, [first, last]).map(cell => ({ ...cell, ...place([cell.from, cell.to]) })),
    blocks: busy.map(({ from, to, by, pending }) => ({
      from,
      ...place([from, to]),
      who: whoOf(holders[by]!),
      short: shortOf(whoOf(holders[by]!), place([from, to]).width),
      look: lookOf(holders[by]!, pending),
    })),
    /** Told in words where the room does not fit: whom to ask. */
    taken: misfit === 'taken' ? busy.map(one => takenOf(one, holders[one.by]!)) : [],
  }
}

type Holder = Overview['holders'][number]
const whoOf = ({ name, mine }: Holder): string => (mine ? '我' : name)
/** Percent of the strip that a letter takes, also where text is large. */
const LETTER = 7.5

/** The name as a block of so many percent has space for it. */
function shortOf(name: string, width: number): string {
  if (width >= LETTER * name.length) return name
  return width > LETTER ? name.slice(0, 1) : ''
}

const lookOf = ({ mine }: Holder, pending: boolean | undefined): string => {
  if (mine) return 'mine'
  return pending ? 'pending' : 'held'
}

const takenOf = ({ from, to }: OverviewRoom['busy'][number], holder: Holder) => ({
  id: from,
  text: `${clockText(from)}–${clockText(to)} ${whoOf(holder)}`,
  name: holder.name,
  phone: holder.mine ? '' : (holder.phone ?? ''),
})

/** The free stretches cut at full hours; each cell tells where a booking would begin. */
function cellsOf(room: OverviewRoom, rules: LengthRules, period: Stretch) {
  return freeFor(room, { period }, rules).flatMap(([from, to]) => {
    const cells: { from: number; to: number; start: number; text: string }[] = []
    for (let at = from; at < to; at = nextHour(at)) {
      const start = Math.ceil(at / rules.gridMinutes) * rules.gridMinutes
      const end = Math.min(nextHour(at), to)
      if (start < end && start + rules.minMinutes <= stretchEnd(room, at))
        cells.push({ from: at, to: end, start, text: clockText(start) })
    }
    return cells
  })
}

const nextHour = (minutes: number): number => (Math.floor(minutes / 60) + 1) * 60

const stretchEnd = ({ free }: OverviewRoom, at: number): number =>
  free.find(([from, to]) => from <= at && at < to)?.[1] ?? at

/** The offer of a tap on a free cell: an hour, where so much is left. */
export function offerAt(overview: Overview, roomId: string, start: number): Offer {
  const room = overview.rooms.find(({ id }) => id === roomId)!
  const rules = overview.rules[room.rules]!
  const [from, to] = room.free.find(([first, last]) => first <= start && start < last)!
  const at = (minutes: number): string => iso(startOf(overview.date) + minutes * MINUTE)
  return {
    roomId,
    name: room.name,
    location: room.location,
    seats: room.seats,
    ...rules,
    within: { from: at(from), to: at(to) },
    from: at(start),
    minutes: Math.min(Math.max(60, rules.minMinutes), rules.maxMinutes, to - start),
  }
}

/** The words about rooms that the reply leaves out. */
export function noticeOf({ location, left }: Overview, asked: string): string {
  if (left) return `还有 ${left} 个会议室没有列出，选人数或设备可以缩小范围`
  return location && !asked ? `会议室很多，先列出${location}的，别处请选地点` : ''
}
