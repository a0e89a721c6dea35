import type { BookingEvent } from '#contract/room'
import type { Booking, LogEntry } from './model'

/** Steps that a booking keeps. */
const KEPT = 20

/** The circumstances of a step. */
export interface Occasion {
  event: BookingEvent
  by: LogEntry['by']
  at: Date
  /** The new room, where the step changed it. */
  roomName?: string
}

/** The booking after a step, with the step in its log. */
export function withEntry(before: Booking, after: Booking, occasion: Occasion): Booking {
  const [old, slot] = [before.moveTo ?? before, after.moveTo ?? after]
  const isMoved = +old.from !== +slot.from || +old.to !== +slot.to
  const entry: LogEntry = {
    ...occasion,
    ...(isMoved && slotOf(slot)),
    ...(before.title !== after.title && { title: after.title }),
    ...(before.people !== after.people && after.people && { people: after.people }),
    ...(after.reason && { reason: after.reason }),
  }
  return { ...after, log: [...(after.log ?? []), entry].slice(-KEPT) }
}

/** The log of a booking that was just made. */
export const firstLog = ({ from, to, title, people }: Booking, at: Date): LogEntry[] => [
  { at, event: 'reserve', by: 'holder', from, to, title, ...(people && { people }) },
]

const slotOf = ({ from, to }: { from: Date; to: Date }) => ({ from, to })

/** The fields of a booking in which two states differ. */
export const changedFields = (before: Booking, after: Booking): Partial<Booking> =>
  Object.fromEntries(
    Object.entries(after).filter(([field, value]) => value !== before[field as keyof Booking]),
  )
