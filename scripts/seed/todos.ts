import type { SubjectEvent } from '../../cloudfunctions/kernel/events/event'
import { type TodoRow, toTodoRow } from '../../cloudfunctions/kernel/events/todo-row'
import { joinRequestEvent } from '../../cloudfunctions/kernel/identity/join-request-event'
import { eventFor, stockEvent } from '../../cloudfunctions/repair/todos'
import { eventsFor } from '../../cloudfunctions/room/todos'

type States = Record<string, (row: never, now: Date) => SubjectEvent[]>

const STATES = {
  rooms: (
    room: Parameters<typeof eventsFor>[1] & { bookings: Parameters<typeof eventsFor>[0]; version: number },
    now,
  ) => eventsFor(room.bookings, room, room.version, now),
  tickets: (ticket: Parameters<typeof eventFor>[0]) => [eventFor(ticket)],
  materials: (material: Parameters<typeof stockEvent>[0], now) => [stockEvent(material, now)],
  join_requests: (request: Parameters<typeof joinRequestEvent>[0], now) => [
    joinRequestEvent(request, undefined, now),
  ],
} satisfies States

/** The items that stand for the documents. */
export const todos = (documents: Record<string, object[]>, now: Date): TodoRow[] =>
  Object.entries(STATES as States)
    .flatMap(([name, statesOf]) => (documents[name] ?? []).flatMap(row => statesOf(row as never, now)))
    .map(toTodoRow)
    .filter(({ items }) => items.length)
