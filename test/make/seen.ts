import type { World } from './world'

/** A document, as far as it says which state of something it is. */
export interface Row {
  _id: string
  version?: number
  rev?: number
  bookings?: { id: string; rev: number }[]
}

/** The version of the thing among the rows; 0 where there is no such thing. */
export function versionIn(rows: readonly Row[], id: string): number {
  for (const row of rows) {
    const booking = row.bookings?.find(one => one.id === id)
    if (booking) return booking.rev
    if (row._id === id) return row.version ?? row.rev ?? 0
  }
  return 0
}

/** The version of a thing as whoever looks at it now sees it, to go along with a decision. */
export const seen = (world: World, id: string): { version: number } => ({
  version: versionIn(Object.values(world.cloud.snapshot()).flat() as Row[], id),
})
