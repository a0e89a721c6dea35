import { collections } from '../../../database-schema'
import type { Database, QueryShape } from '../database'
import type { CollectionSummary } from './replies'

const PRIMARY = { name: '_id_', keys: { _id: 1 as const }, unique: true }

/** Every collection with its indexes, and how many of the queries so far each index served. */
export function listCollections(database: Database): CollectionSummary[] {
  return database.collectionNames().map(name => {
    const { count, indexes } = database.describe(name)
    const queries = database.queries.filter(({ collection }) => collection === name)
    return {
      name,
      description: collections.find(schema => schema.name === name)?.description ?? '',
      count,
      indexes: [PRIMARY, ...indexes].map(index => ({
        name: index.name,
        keys: index.keys,
        unique: index.unique ?? false,
        sparse: ('sparse' in index && index.sparse) || false,
        uses: timesAsked(queries.filter(({ index: served }) => served?.split(', ').includes(index.name))),
      })),
      scans: timesAsked(queries.filter(({ index }) => index === null)),
    }
  })
}

/** The number of queries of all these shapes together. */
export const timesAsked = (queries: QueryShape[]): number =>
  queries.reduce((sum, { count }) => sum + count, 0)
