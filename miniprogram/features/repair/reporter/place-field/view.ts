import type { PlaceView, TicketRow } from '../../../../contract/repair'
import { placeWords } from '../../../../contract/repair.messages'
import { reportedWords, resolutionTag } from '../view'

/** A known place, or one in the reporter's own words. */
export type Spot = Omit<PlaceView, 'id'> & { id?: string }

export const spotWords = (spot: Spot | null): string => (spot ? placeWords(spot) : '')

/** A place that is in no list, in the words of the person; nothing for an empty text. */
export const spotFrom = (text: string): Spot | null =>
  text.trim() ? { campus: '', building: [...text.trim()].slice(0, 30).join(''), room: '' } : null

/** A ticket that is open at the place already. */
export const reportedLine = (ticket: TicketRow, now: number) => ({
  id: ticket.id,
  summary: ticket.summary,
  about: reportedWords(ticket, now),
  tag: resolutionTag(ticket),
})

/** The id of the place in a code's scene, `p=<id>`; undefined for anything else. */
export const placeOfScene = (scene = ''): string | undefined => /^p=([\w-]+)$/.exec(decoded(scene))?.[1]

/** The same of a scanned code: one of ours carries a page with its scene. */
export const placeOfCode = (path = ''): string | undefined =>
  placeOfScene(/[?&]scene=([^&]*)/.exec(path)?.[1])

/** An address typed by hand may hold a % that means nothing. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
