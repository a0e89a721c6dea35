import { collections } from './index'
import type { Holding } from './schema'

export interface CollectionHolding extends Holding {
  collection: string
}

/** All personal data outside of `members`: a holding for each place, in the order of the collections. */
export const holdings: readonly CollectionHolding[] = collections.flatMap(({ name: collection, people }) =>
  Array.isArray(people) ? (people as readonly Holding[]).map(holding => ({ collection, ...holding })) : [],
)

/** Collections with personal data that erasing leaves, each with the reason. */
export const KEPT: Readonly<Record<string, string>> = Object.fromEntries(
  collections.flatMap(({ name, people }) => (people && 'kept' in people ? [[name, people.kept]] : [])),
)
