import type { PlaceView } from '../../../../contract/repair'
import { placeWords } from '../../../../contract/repair.messages'

/** Where something is broken: a known place, or what a person wrote. */
export type Spot = Omit<PlaceView, 'id'> & { id?: string }

export const spotWords = (spot: Spot | null): string => (spot ? placeWords(spot) : '')

/** A place that is in no list, as it was written; nothing where nothing was written. */
export const written = (text: string): Spot | null =>
  text.trim() ? { campus: '', building: text.trim().slice(0, 30), room: '' } : null

/** The id of the place in a code's scene, `p=<id>`; undefined for anything else. */
export const placeOfScene = (scene = ''): string | undefined => /^p=([\w-]+)$/.exec(decoded(scene))?.[1]

/** The same of what was scanned: a code of ours carries a page with its scene. */
export const placeOfCode = (path = ''): string | undefined =>
  placeOfScene(/[?&]scene=([^&]*)/.exec(path)?.[1])

/** Who types an address by hand may write a % that means nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
