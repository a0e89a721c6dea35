import type { MovementKind, TicketAction, TicketList, TicketState } from '#contract/repair'
import type { AuditRow } from '../kernel/audit'
import type { Message } from '../kernel/messages/message'

/** One step of a ticket's life, never changed again; replayed, the steps give the state. */
export interface Step {
  /** The same for the same press. */
  id: string
  at: Date
  action: TicketAction
  by: { id: string; name: string }
  /** The state after it. */
  to: TicketState
  words?: string
  /** Whom it was dispatched to: they keep a part in it. */
  worker?: { id: string; name: string }
  /** What was handed out or came back; the shelf keeps the same under the same id. */
  moved?: { materialId: string; count: number }
}

/** Materials of a ticket, as requested and issued. The reserved count is stored in the material only: `Material.held`. */
export interface TicketMaterial {
  materialId: string
  name: string
  unit: string
  asked: number
  issued: number
  returned: number
}

/** A report and all that became of it, with what lists and the board need to find it. */
export interface Ticket {
  _id: string
  number: string
  state: TicketState
  /** The dispatcher's list it stands in; none when refused or cancelled. */
  list?: TicketList
  /** The id of its place while it is open: what a place code shows. */
  openAt?: string
  /** The day and the reporter's id: how many they make a day is limited. */
  madeOn?: string
  version: number
  at: Date
  changedAt: Date
  category: { id: string; name: string }
  place: { id?: string; campus: string; building: string; room: string }
  summary: string
  detail: string
  /** Gone with the reporter who is erased. */
  photos?: string[]
  voice?: { file: string; seconds: number }
  location?: { latitude: number; longitude: number }
  freeTime?: string
  hotline: boolean
  reporter: { id: string; name: string; outside?: true; phone?: string }
  worker?: { id: string; name: string; number: string; phone?: string }
  /** Who gave it up: not proposed again. */
  abandoned: { id: string; name: string; reason: string; at: Date }[]
  materials: TicketMaterial[]
  report?: { words: string; used: string; photos: string[] }
  rating?: { result: number; efficiency: number; words: string }
  timeline: Step[]
  /** Every word a search finds it by: number, place, summary, reporter, worker. */
  terms: string[]
  acceptedAt?: Date
  finishedAt?: Date
  /** When it closes by itself; only while finished or rated. */
  closesAt?: Date
  /** When somebody higher is told; none while nobody has to hurry. */
  escalatesAt?: Date
  /** How many rungs were told since the last step; each step begins anew. */
  overdue: number
  /** What people have not been told yet; see the kernel's `Message`. */
  outbox?: Message[]
}

/** What is on the shelf. One document, so that however many take at once, it never goes below zero. */
export interface Material {
  _id: string
  name: string
  unit: string
  /** On the shelf, what is reserved included. */
  stock: number
  reserved: number
  /** `stock` − `reserved`: what can still be reserved; kept in every write, because a condition cannot subtract. */
  available: number
  /** Ticket → how many are set aside for it; together `reserved`. */
  held: Record<string, number>
  low: number
  /** Every word a search finds it by. */
  terms: string[]
  /** Counts changes of name, unit and `low`: movements are not in their way. */
  factsRev: number
  version: number
  lastKey: string
  /** The latest; older ones are moved to `stock_ledger` by the timer. */
  movements: Movement[]
  audit?: AuditRow[]
  outbox?: Message[]
}

export interface Movement {
  /** The same for the same press. */
  id: string
  at: Date
  by: { id: string; name: string }
  kind: MovementKind
  /** How many; below zero where counting found fewer. */
  count: number
  /** How many of an issue had been set aside. */
  fromReserved?: number
  ticket?: { id: string; number: string }
  reason?: string
}

export interface Category {
  _id: string
  name: string
  order: number
  hotline: string
  /** When the hotline is answered, in words. */
  hours: string
  mails: string[]
  /** Rungs: after so many working hours without the next step, who is told (members; none: the dispatchers). */
  ladder: { hours: number; members: string[] }[]
  opensAt: string
  closesAt: string
  /** ISO weekdays. */
  days: number[]
  removed: boolean
  version: number
  lastKey: string
  audit?: AuditRow[]
}

/** One document. */
export interface Settings {
  _id: 'settings'
  /** Days that are no working days whatever the weekday. */
  holidays: string[]
  /** Days that are working days whatever the weekday. */
  workdays?: string[]
  /** Addresses that get the mails of every category. */
  mails: string[]
  version: number
  lastKey: string
  audit?: AuditRow[]
}

export interface Place {
  _id: string
  campus: string
  building: string
  room: string
  terms: string[]
  /** The folder that holds the printed code; the file is called after the place. */
  codes?: string
  version: number
  lastKey: string
  audit?: AuditRow[]
}

/** What the roster does not say of a member who mends. */
export interface Worker {
  /** The member's id. */
  _id: string
  name: string
  skills: string[]
  campuses: string[]
  onDuty: boolean
  /** Open tickets, kept up by dispatch, abandon and finish, put right by the timer. */
  load: number
  /** Sum and count of ratings. */
  rated: { sum: number; count: number }
  /** Counts what administrators change; `load` and `rated` do not count. */
  version: number
  lastKey: string
  audit?: AuditRow[]
}
