import type { ReservationView } from '../../../../contract/room'

export interface Sections {
  upcoming: ReservationView[]
  past: ReservationView[]
}

const start = ({ from }: ReservationView) => Date.parse(from)

/** Reservations that still count, soonest first; then those over, cancelled or refused, latest first. */
export function arrange(all: ReservationView[], now: number): Sections {
  const counts = ({ status, to }: ReservationView) =>
    (status === 'reserved' || status === 'pending') && Date.parse(to) > now
  return {
    upcoming: all.filter(counts).sort((a, b) => start(a) - start(b)),
    past: all.filter(reservation => !counts(reservation)).sort((a, b) => start(b) - start(a)),
  }
}
