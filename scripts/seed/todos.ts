import { toTodoRow } from '../../cloudfunctions/kernel/events/todo-row'
import type { Material, Ticket } from '../../cloudfunctions/repair/model'
import { eventFor, stockEvent } from '../../cloudfunctions/repair/todos'
import type { Room } from '../../cloudfunctions/room/model'
import { eventsFor } from '../../cloudfunctions/room/todos'

interface Seeded {
  rooms: object[]
  tickets: Ticket[]
  materials: object[]
}

/** The items that stand for what is seeded. */
export const todos = ({ rooms, tickets, materials }: Seeded, now: Date) =>
  [
    ...(rooms as Room[]).flatMap(room => eventsFor(room.bookings, room, room.version, now)),
    ...tickets.map(eventFor),
    ...(materials as Material[]).map(material => stockEvent(material, now)),
  ]
    .map(toTodoRow)
    .filter(({ items }) => items.length)
