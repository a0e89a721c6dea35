import type { PlaceView } from '../../../../contract/repair'

/** At most so many codes are made at once. */
export const MOST = 20

/** The ids with this one more or less; full, nothing is added. */
export const toggled = (chosen: readonly string[], id: string): string[] =>
  chosen.includes(id)
    ? chosen.filter(one => one !== id)
    : chosen.length < MOST
      ? [...chosen, id]
      : [...chosen]

/** The first of the shown places, as many as can be chosen. */
export const firstOf = (places: PlaceView[]): string[] => places.slice(0, MOST).map(({ id }) => id)
