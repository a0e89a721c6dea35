import { type Carried, collections } from '../../database-schema'
import { _ } from '../kernel/data/cloud'
import { table } from '../kernel/data/table'
import { FAN_OUT } from './fan-out'

/** Entries of one read: with the most receivers that a message may have, they fit into one reply of the database. */
const ENTRIES_PER_READ = 20

interface Source {
  /** A collection, and what its documents carry. */
  name: string
  field: Carried
}

export const SOURCES: Source[] = collections.flatMap(({ name, carries = [] }) =>
  carries.map(field => ({ name, field })),
)

/**
 * Moves messages or audit entries out of the documents that carry them, until none are left or the time is up. Crashes
 * and concurrent runs are harmless, because the copies have ids derived from the entries. The documents keep their
 * `version`.
 */
export async function relay({ name, field }: Source, until: number): Promise<number> {
  let taken = 0
  while (Date.now() < until) {
    const entries = await loadCarried({ name, field })
    if (entries.length) {
      await FAN_OUT[field](entries as never[])
      const ids = _.in(entries.map(({ id }) => id))
      await table(name).updateAll({ [`${field}.id`]: ids }, { [field]: _.pull({ id: ids }) })
    }
    taken += entries.length
    if (entries.length < ENTRIES_PER_READ) break
  }
  return taken
}

async function loadCarried({ name, field }: Source): Promise<{ id: string }[]> {
  const rows = await table(name).aggregate<Record<Carried, { id: string }>>(ENTRIES_PER_READ, pipeline =>
    pipeline
      .match({ [`${field}.id`]: _.gt('') })
      .limit(ENTRIES_PER_READ)
      .project({ [field]: 1 })
      .unwind(`$${field}`)
      .limit(ENTRIES_PER_READ),
  )
  return rows.map(row => row[field])
}
