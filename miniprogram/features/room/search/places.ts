import { room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import { remembered } from '../../../services/remembered'

const rooms = client(room)
const known = remembered(() => rooms.places({}))

/** The locations and labels that rooms have, for the filters. */
export const places = known.load

/** Rooms were changed: the filters are read anew. */
export const forgetPlaces = known.forget
