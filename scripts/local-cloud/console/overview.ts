import type { LocalCloud } from '../cloud'
import { timesAsked } from './collections'
import { listFunctions } from './functions'
import type { Overview } from './replies'

/** Sums up functions, documents, queries and the clock for the console's first page. */
export function overview({ database, clock, pool }: LocalCloud): Overview {
  const names = database.collectionNames()
  return {
    clock: { now: new Date(clock.now()).toISOString(), aheadMs: clock.ahead },
    functions: listFunctions(pool),
    collections: {
      count: names.length,
      documents: names.reduce((sum, name) => sum + database.describe(name).count, 0),
    },
    queries: {
      count: timesAsked(database.queries),
      unindexed: timesAsked(database.queries.filter(({ index }) => index === null)),
    },
  }
}
