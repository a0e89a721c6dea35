import type { PlaceView } from '../../../../contract/repair'

/** The most codes of one request. */
export const MAX_CODES = 20

/** The ids with this one more or less; a full list stays as it is. */
export function toggleId(ids: readonly string[], id: string): string[] {
  if (ids.includes(id)) return ids.filter(other => other !== id)
  return ids.length < MAX_CODES ? [...ids, id] : [...ids]
}

/** The first places of the list, as many as can be chosen. */
export const firstIds = (places: PlaceView[]): string[] => places.slice(0, MAX_CODES).map(({ id }) => id)
