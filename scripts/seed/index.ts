import { departments } from './departments'
import { members, personaOpenids, STRANGER } from './members'
import { categories, materials, places, repairSettings, tickets, workers } from './repairs'
import { rooms } from './rooms'

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
export const seed = (now: Date): Record<string, { _id: string }[]> => ({
  organisation,
  members,
  rooms: rooms(now),
  repair_categories: categories,
  repair_settings: [repairSettings],
  places,
  repair_workers: workers(now),
  materials: materials(now),
  tickets: tickets(now),
})

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
