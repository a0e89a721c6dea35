import type { PlaceView } from '../../../../contract/repair'
import type { Option } from '../../../../ui/options'

/** The filters of the board. */
export interface Filters {
  category?: Option<string>
  building?: Option<string>
  worker?: Option<string>
  overdue?: boolean
}

/** The filters that are chosen from a list. */
export type Choices = Record<Exclude<keyof Filters, 'overdue'>, Option<string>[]>

/** The filters in a few words; nothing without any. */
export const filterWords = ({ category, building, worker, overdue }: Filters): string =>
  [category?.text, building?.text, worker?.text, overdue && '超时'].filter(Boolean).join(' · ')

export const optionOf = ({ id, name }: { id: string; name: string }): Option<string> => ({ id, text: name })

/** The buildings of places, each once. */
export const buildingsOf = (places: PlaceView[]): Option<string>[] =>
  [...new Set(places.map(({ building }) => building))].map(building => ({ id: building, text: building }))
