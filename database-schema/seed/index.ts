import { departments } from './departments'
import { members, personaOpenids, STRANGER } from './members'
import { rooms } from './rooms'

export interface Persona {
  id: string
  name: string
  /** The kind and the duties; `frozen` or `stranger` where that is all there is to say. */
  roles: string[]
  openid: string
}

/** What a new local cloud holds: collection → documents. */
export const seed = (now: Date): Record<string, { _id: string }[]> => ({
  departments: departments as { _id: string }[],
  members,
  rooms: rooms(now),
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
