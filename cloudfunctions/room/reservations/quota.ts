import { MAX_BOOKINGS, MAX_BOOKINGS_OF_ROOM } from '#contract/room'

/** Bookings that a member holds in a room now. */
export interface Held {
  /** The room. */
  _id: string
  ids: string[]
}

/** The bookings that a member began to make lately, in their own row. */
export interface Claims {
  /** Counts the claims: one is written over the ones that were seen, so that no two are made on the same count. */
  rev: number
  made: Record<string, { roomId: string; at: Date }>
}

/** A claim counts for so long by itself; then its call has ended, and the rooms tell what came of it. */
const IN_FLIGHT = 20_000

/** Ids of claims that do not count by themselves any more. */
const oldClaims = ({ made }: Claims, now: Date): string[] =>
  Object.keys(made).filter(id => +made[id]!.at + IN_FLIGHT < +now)

/** Ids of claims that are not among the bookings held: their calls run, failed, or made what was cancelled since. */
export const openClaims = (held: Held[], claims: Claims, now: Date): string[] => {
  const known = [...oldClaims(claims, now), ...held.flatMap(({ ids }) => ids)]
  return Object.keys(claims.made).filter(id => !known.includes(id))
}

/**
 * The refusal of one booking more in the room; undefined if the member may have it.
 * @param held as read after `claims` were
 * @param open the open claims that count
 */
export function quotaRefusal(
  held: Held[],
  { made }: Claims,
  open: string[],
  roomId: string,
): 'ROOM_QUOTA_HERE' | 'ROOM_QUOTA' | undefined {
  const rooms = [...held.flatMap(({ _id, ids }) => ids.map(() => _id)), ...open.map(id => made[id]!.roomId)]
  if (rooms.filter(room => room === roomId).length >= MAX_BOOKINGS_OF_ROOM) return 'ROOM_QUOTA_HERE'
  return rooms.length >= MAX_BOOKINGS ? 'ROOM_QUOTA' : undefined
}
