import type { MovementKind, TicketAction, TicketList, TicketState } from '#contract/repair'
import type { AuditRow } from '../kernel/audit'
import type { SubjectEvent } from '../kernel/events/event'
import type { Message } from '../kernel/messages/message'

/** One step of a ticket, never changed again; replaying the steps gives the state. */
export interface Step {
  /** Derived from the idempotency key, so that a retry finds it. */
  id: string
  at: Date
  action: TicketAction
  by: { id: string; name: string }
  /** The state after the step. */
  to: TicketState
  words?: string
  /** The worker of a dispatch, who may read the ticket from then on. */
  worker?: { id: string; name: string }
  /** The materials of an issue or a return; the material holds the movement with the same id. */
  moved?: { materialId: string; count: number }
}

/**
 * Materials of a ticket, as requested and issued. The reserved count is stored in the material only: `Material.held`.
 */
export interface TicketMaterial {
  materialId: string
  name: string
  unit: string
  asked: number
  issued: number
  returned: number
}

/** A report with all that became of it, and the fields by which lists and the board find it. */
export interface Ticket {
  _id: string
  number: string
  state: TicketState
  /** The dispatcher's list with the ticket; absent when it was refused or cancelled. */
  list?: TicketList
  /** The id of its place while it is open, by which a place code finds it. */
  openAt?: string
  version: number
  at: Date
  changedAt: Date
  category: { id: string; name: string }
  place: { id?: string; campus: string; building: string; room: string }
  summary: string
  detail: string
  /** Absent once the reporter is erased. */
  photos?: string[]
  voice?: { file: string; seconds: number }
  location?: { latitude: number; longitude: number }
  freeTime?: string
  hotline: boolean
  /** With the number given for this report; without one the reporter's present number serves. */
  reporter: { id: string; name: string; outside?: true; phone?: string }
  worker?: { id: string; name: string; number: string }
  /** The workers who gave it up, and are not proposed again. */
  abandoned: { id: string; name: string; reason: string; at: Date }[]
  materials: TicketMaterial[]
  report?: { words: string; used: string; photos: string[] }
  rating?: { result: number; efficiency: number; words: string }
  timeline: Step[]
  /** Every word by which a search finds it: number, place, summary, reporter, worker. */
  terms: string[]
  acceptedAt?: Date
  finishedAt?: Date
  /** The moment it closes by itself; present only while it is finished or rated. */
  closesAt?: Date
  /** The moment of the next escalation; absent while nothing is due. */
  escalatesAt?: Date
  /** The rungs of the ladder escalated since the last step, which resets it. */
  overdue: number
  /** Messages that the relay has not moved yet; see the kernel's `Message`. */
  outbox?: Message[]
  /** States that the relay has not kept yet. */
  events?: SubjectEvent[]
}

/** A material with its stock. One document holds both, so that no race makes the stock negative. */
export interface Material {
  _id: string
  name: string
  unit: string
  /** The stock, including the reserved part. */
  stock: number
  reserved: number
  /** `stock` − `reserved`, stored with every write, because a condition of the database cannot subtract. */
  available: number
  /** Ticket id → count reserved for it; the sum is `reserved`. */
  held: Record<string, number>
  low: number
  /** Every word by which a search finds it. */
  terms: string[]
  /** Counts changes of name, unit and `low` alone, so that movements do not conflict with an open form. */
  factsRev: number
  version: number
  lastKey: string
  /** The latest movements; the timer moves older ones to `stock_ledger`. */
  movements: Movement[]
  audit?: AuditRow[]
  outbox?: Message[]
  events?: SubjectEvent[]
}

export interface Movement {
  /** Derived from the idempotency key, so that a retry finds it. */
  id: string
  at: Date
  by: { id: string; name: string }
  kind: MovementKind
  /** Negative for a correction to a smaller stock. */
  count: number
  /** The part of an issue that was reserved for the ticket. */
  fromReserved?: number
  ticket?: { id: string; number: string }
  reason?: string
}

export interface Category {
  _id: string
  name: string
  order: number
  hotline: string
  /** The hours of the hotline, in words. */
  hours: string
  mails: string[]
  /**
   * Escalations: after so many working hours without a step, these members are notified, or the dispatchers if empty.
   */
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

/** The only document of its collection. */
export interface Settings {
  _id: 'settings'
  /** Dates on which nobody works, whatever the weekday. */
  holidays: string[]
  /** Dates on which people work, whatever the weekday. */
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
  /** The folder with the printed code, whose file is named after the place. */
  codes?: string
  version: number
  lastKey: string
  audit?: AuditRow[]
}

/** The facts about a worker that their member's row lacks. */
export interface Worker {
  /** The member's id. */
  _id: string
  name: string
  skills: string[]
  campuses: string[]
  onDuty: boolean
  /** Number of open tickets; dispatch, abandon and finish count it, and the timer corrects it. */
  load: number
  /** Sum and number of the scores. */
  rated: { sum: number; count: number }
  /** Counts changes by administrators, not those of `load` and `rated`. */
  version: number
  lastKey: string
  audit?: AuditRow[]
}
