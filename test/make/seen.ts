import type { World } from './world'

interface Versioned {
  _id: string
  version?: number
  bookings?: { id: string; rev: number }[]
}

/** The version of a thing as whoever looks at it now sees it, to go along with a decision; 0 where there is no such thing. */
export function seen(world: World, id: string): { version: number } {
  for (const rows of Object.values(world.cloud.snapshot()) as Versioned[][])
    for (const row of rows) {
      const booking = row.bookings?.find(one => one.id === id)
      if (booking) return { version: booking.rev }
      if (row._id === id && row.version !== undefined) return { version: row.version }
    }
  return { version: 0 }
}
