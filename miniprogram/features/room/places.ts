import { type RoomView, room } from '../../contract/room'
import { client } from '../../services/cloud'
import { type Places, placesOf } from './find/wanted'

const rooms = client(room)

/** So many pages of rooms are read at most for the filters; beyond them a filter lacks a word, a search nothing. */
const MOST_PAGES = 10
let known: Promise<Places> | undefined

/** The locations and labels that rooms have, for the filters; asked once while the mini program is open. */
export function places(): Promise<Places> {
  known ??= readAll().catch(error => {
    known = undefined
    throw error
  })
  return known
}

/** Rooms were changed: the filters are read anew. */
export function forgetPlaces(): void {
  known = undefined
}

async function readAll(): Promise<Places> {
  const all: RoomView[] = []
  let after: string | undefined
  for (let count = 0; count < MOST_PAGES; count++) {
    const { items, next } = await rooms.list({ page: { after } })
    all.push(...items)
    if (!next) break
    after = next
  }
  return placesOf(all)
}
