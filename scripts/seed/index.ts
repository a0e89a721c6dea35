import { departments } from './departments'
import { auditLog } from './examples/audit'
import { busyRooms, history } from './examples/bookings'
import { counted } from './examples/heads'
import { importRows, imports } from './examples/imports'
import { messages } from './examples/messages'
import { everybody, groups, offers, requests, VISITOR } from './examples/people'
import { deadLetter } from './examples/repair-messages'
import { handOut } from './examples/stock'
import { members, personaOpenids, STRANGER } from './members'
import { categories, places, repairSettings } from './repairs/settings'
import { materials } from './repairs/stock'
import { tickets } from './repairs/tickets'
import { workers } from './repairs/workers'
import { rooms } from './rooms'

export interface Persona {
  id: string
  name: string
  /** The kind and the duties; `frozen` or `stranger` where that is all there is to say. */
  roles: string[]
  openid: string
}

type Documents = Record<string, { _id: string }[]>

/** The organisation's single documents. */
const organisation = [
  { _id: 'tree', version: 1, lastKey: '', departments, renamed: [] },
  { _id: 'administrators', version: 1, members: ['a-system'] },
]

/** A university with people, rooms and repairs, by collection: what a test starts from. */
export const seed = (now: Date): Documents => {
  const created = tickets(now)
  return {
    organisation,
    members,
    rooms: rooms(now),
    repair_categories: categories,
    repair_settings: [repairSettings],
    places,
    repair_workers: workers(created),
    materials: materials(now, created),
    tickets: created,
  }
}

/** The same university after some weeks of use, with something on every page: what a new local cloud starts from. */
export const seedWithExamples = (now: Date): Documents => {
  const created = tickets(now)
  const used = handOut(created, materials(now, created))
  const booked = busyRooms(now)
  const past = history(now)
  return {
    ...seed(now),
    ...used,
    organisation: organisation.map(one => (one._id === 'tree' ? { ...one, ...counted(now) } : one)),
    members: everybody(),
    rooms: booked,
    room_history: past,
    admin_groups: groups(now),
    join_requests: requests(now),
    membership_offers: offers(now),
    imports: imports(now),
    import_rows: importRows(now),
    messages: messages(now, used.tickets, booked, past),
    deliveries: [deadLetter(used.tickets, now)],
    audit_log: auditLog(now),
  }
}

/** A member as a persona. */
export const personaOf = ({ _id, name, openid, kind, duties, state }: (typeof members)[number]): Persona => ({
  id: _id,
  name,
  roles: [kind, ...duties.map(({ duty }) => duty), ...(state === 'frozen' ? [state] : [])],
  openid,
})

export const personas: Persona[] = [
  ...[...members.filter(({ openid }) => personaOpenids.includes(openid)), VISITOR].map(personaOf),
  STRANGER,
]
