import type { ReservationView } from '../../../contract/room'

export interface Mine {
  upcoming: ReservationView[]
  past: ReservationView[]
}

const start = ({ from }: ReservationView) => Date.parse(from)

/** What still counts, soonest first; then what is over, cancelled or refused, latest first. */
export function arranged(all: ReservationView[], now: number): Mine {
  const counts = ({ status, to }: ReservationView) =>
    (status === 'reserved' || status === 'pending') && Date.parse(to) > now
  return {
    upcoming: all.filter(counts).sort((a, b) => start(a) - start(b)),
    past: all.filter(one => !counts(one)).sort((a, b) => start(b) - start(a)),
  }
}

/** The list with one reservation as it is now. */
export const replaced = (all: ReservationView[], one: ReservationView): ReservationView[] =>
  all.map(other => (other.id === one.id ? one : other))
