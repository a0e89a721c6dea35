import type { LengthRules, OverviewRoom, Stretch } from './model'

/** The wish that rooms are ranked by; empty text and absent fields mean any. */
export interface Wish {
  people?: number
  label?: string
  /** Minutes from midnight between which the room must be free. */
  period?: Stretch
  /** Free time wanted inside the period; without it the room's shortest booking. */
  minutes?: number
  /** Location to prefer. */
  home?: string
}

/** The reason why a room does not suit a wish. */
export type Misfit = 'small' | 'label' | 'taken'

const WHOLE_DAY: Stretch = [0, 1440]

/** The free stretches inside the period that are long enough for the wish. */
export function freeFor({ free }: Pick<OverviewRoom, 'free'>, wish: Wish, rules: LengthRules): Stretch[] {
  const [first, last] = wish.period ?? WHOLE_DAY
  const minutes = wish.minutes ?? rules.minMinutes
  return free
    .map(([from, to]): Stretch => [Math.max(from, first), Math.min(to, last)])
    .filter(([from, to]) => to - from >= minutes)
}

/** The reason why the room does not suit the wish; undefined if it does. */
export function misfitOf(room: OverviewRoom, wish: Wish, rules: LengthRules): Misfit | undefined {
  if (room.seats < (wish.people ?? 1)) return 'small'
  if (wish.label && !room.tags.includes(wish.label)) return 'label'
  return freeFor(room, wish, rules).length ? undefined : 'taken'
}

/** How many times too large a room is, in powers of two: rooms of a like size stand together. */
const excess = ({ seats }: OverviewRoom, people: number): number =>
  people ? Math.floor(Math.log2(seats / people)) : 0

const MISFITS = [undefined, 'taken', 'label', 'small'] as const

/** The rooms, best first: those that suit, of them those with just enough seats, of these the ones nearby. */
export function rankRooms(
  rooms: readonly OverviewRoom[],
  wish: Wish,
  rules: readonly LengthRules[],
): OverviewRoom[] {
  const ranked = rooms.map(room => ({
    room,
    keys: [
      MISFITS.indexOf(misfitOf(room, wish, rules[room.rules]!)),
      excess(room, wish.people ?? 0),
      room.location === wish.home ? 0 : 1,
    ],
  }))
  const compare = (a: readonly number[], b: readonly number[]): number => {
    const at = a.findIndex((key, i) => key !== b[i])
    return at < 0 ? 0 : a[at]! - b[at]!
  }
  return ranked
    .sort(
      (a, b) =>
        compare(a.keys, b.keys) ||
        compareText(a.room.location, b.room.location) ||
        a.room.seats - b.room.seats ||
        compareText(a.room.name, b.room.name),
    )
    .map(({ room }) => room)
}

const compareText = (a: string, b: string): number => Number(a > b) - Number(a < b)
