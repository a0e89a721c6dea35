import { type Carried, collections } from '../../database-schema'
import { _ } from '../kernel/cloud'
import { table } from '../kernel/table'
import { FILE } from './filing'

/** How many entries are taken at once: with as many receivers as a message may have, they fit into one reply. */
const TAKEN = 20

interface Source {
  /** A collection, and what its documents carry. */
  name: string
  field: Carried
}

export const SOURCES: Source[] = collections.flatMap(({ name, carries = [] }) =>
  carries.map(field => ({ name, field })),
)

/**
 * Takes messages or audit entries from the documents that carry some, until there are no more or the time is up.
 * Who dies in between, or runs at the same time, does no harm: what is filed is filed under an id that follows from it.
 * The documents' `version` stays.
 */
export async function collect({ name, field }: Source, until: number): Promise<number> {
  let taken = 0
  while (Date.now() < until) {
    const entries = await carried({ name, field })
    if (entries.length) {
      await FILE[field](entries as never[])
      const ids = _.in(entries.map(({ id }) => id))
      await table(name).updateAll({ [`${field}.id`]: ids }, { [field]: _.pull({ id: ids }) })
    }
    taken += entries.length
    if (entries.length < TAKEN) break
  }
  return taken
}

async function carried({ name, field }: Source): Promise<{ id: string }[]> {
  const rows = await table(name).aggregate<Record<Carried, { id: string }>>(TAKEN, pipeline =>
    pipeline
      .match({ [`${field}.id`]: _.gt('') })
      .limit(TAKEN)
      .project({ [field]: 1 })
      .unwind(`$${field}`)
      .limit(TAKEN),
  )
  return rows.map(row => row[field])
}
