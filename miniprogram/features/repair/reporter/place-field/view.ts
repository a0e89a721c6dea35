import type { BuildingView, PlaceView, TicketRow } from '../../../../contract/repair'
import { placeWords } from '../../../../contract/repair.messages'
import { stateTag } from '../../tickets/view'
import { reportedWords } from '../view'

/** A known place, or one in the reporter's own words. */
export type Spot = Omit<PlaceView, 'id'> & { id?: string }

const MAX_RECENT = 3

export const spotWords = (spot: Spot | null): string => (spot ? placeWords(spot) : '')

/** A place that is in no list, in the words of the person; nothing for an empty text. */
export const spotFrom = (text: string): Spot | null =>
  text.trim() ? { campus: '', building: [...text.trim()].slice(0, 30).join(''), room: '' } : null

/** A building as a row. */
export const buildingRow = ({ campus, building, places }: BuildingView) => ({
  of: { campus, building },
  words: [campus, building].filter(Boolean).join(' '),
  about: places > 1 ? `${places} 处` : '',
})
export type BuildingRow = ReturnType<typeof buildingRow>

/** A place inside its building, where the building need not be said. */
export const roomRow = ({ id, campus, building, room }: PlaceView) => ({
  place: { id, campus, building, room },
  words: room || '整栋楼',
})

const isSame = (one: Spot, other: Spot): boolean => spotWords(one) === spotWords(other)

/** The places used last, with this one first. */
export const withRecent = (recent: readonly Spot[], spot: Spot): Spot[] =>
  [spot, ...recent.filter(other => !isSame(other, spot))].slice(0, MAX_RECENT)

/** A ticket that is open at the place already. */
export const reportedLine = (ticket: TicketRow, now: number) => ({
  id: ticket.id,
  summary: ticket.summary,
  about: reportedWords(ticket, now),
  tag: stateTag(ticket),
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
