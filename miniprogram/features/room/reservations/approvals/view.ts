import { clockOf } from '../../../../contract/kernel/time'
import type { PendingView } from '../../../../contract/room'
import { endClock } from '../../../../ui/date-words'

/** The other bookings of the day, each in a line. */
export const besideLines = ({ beside }: PendingView): string[] =>
  beside.map(
    ({ from, to, title, holder }) =>
      `${clockOf(Date.parse(from))}–${endClock(Date.parse(to))} ${title} · ${holder}`,
  )
