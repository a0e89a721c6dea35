import type { ReservationView } from '../../../../contract/room'
import { isUpcoming } from '../../../../ui/reservation-card/view'

interface Sections {
  upcoming: ReservationView[]
  past: ReservationView[]
}

const start = ({ from }: ReservationView) => Date.parse(from)

/** Reservations that still count, soonest first; then those over, cancelled or refused, latest first. */
export function arrange(all: ReservationView[], now: number): Sections {
  return {
    upcoming: all.filter(one => isUpcoming(one, now)).sort((a, b) => start(a) - start(b)),
    past: all.filter(one => !isUpcoming(one, now)).sort((a, b) => start(b) - start(a)),
  }
}
