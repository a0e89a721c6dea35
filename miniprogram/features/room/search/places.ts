import { type Places, room } from '../../../contract/room'
import { client } from '../../../services/cloud'

const rooms = client(room)

let known: Promise<Places> | undefined

/** The locations and labels that rooms have, for the filters; asked once while the mini program is open. */
export function places(): Promise<Places> {
  known ??= rooms.places({}).catch(error => {
    known = undefined
    throw error
  })
  return known
}

/** Rooms were changed: the filters are read anew. */
export function forgetPlaces(): void {
  known = undefined
}
