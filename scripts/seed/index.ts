import { departments } from './departments'
import { members, personaOpenids, STRANGER } from './members'
import { categories, places, repairSettings } from './repairs/settings'
import { materials } from './repairs/stock'
import { tickets } from './repairs/tickets'
import { workers } from './repairs/workers'
import { rooms } from './rooms'
import { todos } from './todos'

export interface Persona {
  id: string
  name: string
  /** The kind and the duties; `frozen` or `stranger` where that is all there is to say. */
  roles: string[]
  openid: string
}

/** The organisation's single documents. */
const organisation = [
  { _id: 'tree', version: 1, lastKey: '', departments, renamed: [] },
  { _id: 'administrators', version: 1, members: ['a-system'] },
]

/** The documents of a new local cloud by collection. */
export const seed = (now: Date): Record<string, { _id: string }[]> => {
  const created = tickets(now)
  const booked = rooms(now)
  const shelf = materials(now, created)
  return {
    organisation,
    members,
    rooms: booked,
    repair_categories: categories,
    repair_settings: [repairSettings],
    places,
    repair_workers: workers(created),
    materials: shelf,
    tickets: created,
    todos: todos({ rooms: booked, tickets: created, materials: shelf }, now),
  }
}

export const personas: Persona[] = [
  ...members
    .filter(({ openid }) => personaOpenids.includes(openid))
    .map(({ _id, name, openid, kind, duties, state }) => ({
      id: _id,
      name,
      roles: [kind, ...duties.map(({ duty }) => duty), ...(state === 'frozen' ? [state] : [])],
      openid,
    })),
  STRANGER,
]
