import type { PlaceView } from '../../../../contract/repair'

export interface Named {
  id: string
  name: string
}

/** By what the board is narrowed. */
export interface Filters {
  category?: Named
  building?: string
  worker?: Named
  overdue?: boolean
}

/** The filters in a few words; nothing without any. */
export const filterWords = ({ category, building, worker, overdue }: Filters): string =>
  [category?.name, building, worker?.name, overdue && '超时'].filter(Boolean).join(' · ')

/** The buildings of places, each once. */
export const buildingsOf = (places: PlaceView[]): string[] => [
  ...new Set(places.map(({ building }) => building)),
]
