import type { ReservationView } from '../../../../contract/room'
import { isUpcoming } from '../../../../ui/reservation-card/view'

export interface Sections {
  upcoming: ReservationView[]
  past: ReservationView[]
}

const start = ({ from }: ReservationView) => Date.parse(from)

/**
 * Reservations that still count, soonest first; then those over, cancelled or refused, latest first. One that was shown
 * keeps its place.
 */
export function arrange(all: ReservationView[], now: number, shown?: Sections): Sections {
  const isShown = (one: ReservationView) =>
    [...(shown?.upcoming ?? []), ...(shown?.past ?? [])].some(({ id }) => id === one.id)
  const fresh = all.filter(one => !isShown(one))
  const kept = (before: ReservationView[] = []) =>
    before.flatMap(({ id }) => all.find(one => one.id === id) ?? [])
  return {
    upcoming: insert(
      kept(shown?.upcoming),
      fresh.filter(one => isUpcoming(one, now)),
      (a, b) => start(a) - start(b),
    ),
    past: insert(
      kept(shown?.past),
      fresh.filter(one => !isUpcoming(one, now)),
      (a, b) => start(b) - start(a),
    ),
  }
}

type Compare = (a: ReservationView, b: ReservationView) => number

/** The list with others each before the first that comes after it. */
function insert(list: ReservationView[], others: ReservationView[], compare: Compare): ReservationView[] {
  const result = [...list]
  for (const one of [...others].sort(compare)) {
    const at = result.findIndex(other => compare(one, other) < 0)
    result.splice(at < 0 ? result.length : at, 0, one)
  }
  return result
}
