import { isMeant } from './labels'
import { makePeople, type Person } from './people'
import { makeQueries, type Query } from './queries'
import { randomFrom } from './random'

/** How well queries of one kind find people: of those meant the part that is found, of those found the part that is meant. */
export interface Accuracy {
  kind: string
  queries: number
  recall: number
  precision: number
}

/** The list changes only with this number. */
const SEED = 20_260_301
const QUERIES = 1_000

/** 500 invented names and 1,000 queries; `isMeant` is the label of each pair. */
export function labelledNames(): { people: Person[]; queries: Query[] } {
  const random = randomFrom(SEED)
  const people = makePeople(random)
  return { people, queries: makeQueries(people, QUERIES, random) }
}

interface Counts {
  queries: number
  meant: number
  found: number
  both: number
}

/**
 * Asks each query and compares the names that are found with the labels.
 * @returns one line for each kind, and the line `all` at the end; wrong answers go to `report`
 */
export async function measureSearch(
  find: (text: string) => Promise<readonly string[]> | readonly string[],
  report: (query: Query, missed: string[], wrong: string[]) => void = () => {},
): Promise<Accuracy[]> {
  const { people, queries } = labelledNames()
  const counts = new Map<string, Counts>()
  for (const query of queries) {
    const found = new Set(await find(query.text))
    const meant = new Set(people.filter(person => isMeant(query.text, person)).map(({ name }) => name))
    const missed = [...meant].filter(name => !found.has(name))
    const wrong = [...found].filter(name => !meant.has(name))
    if (missed.length || wrong.length) report(query, missed, wrong)
    for (const kind of [query.kind, 'all'])
      count(counts, kind, { meant: meant.size, found: found.size, both: found.size - wrong.length })
  }
  const { all, ...kinds } = Object.fromEntries(counts)
  return Object.entries({ ...kinds, all: all! }).map(([kind, counted]) => toAccuracy(kind, counted))
}

function count(
  counts: Map<string, Counts>,
  kind: string,
  { meant, found, both }: Omit<Counts, 'queries'>,
): void {
  const before = counts.get(kind) ?? { queries: 0, meant: 0, found: 0, both: 0 }
  counts.set(kind, {
    queries: before.queries + 1,
    meant: before.meant + meant,
    found: before.found + found,
    both: before.both + both,
  })
}

const toAccuracy = (kind: string, { queries, meant, found, both }: Counts): Accuracy => ({
  kind,
  queries,
  recall: part(both, meant),
  precision: part(both, found),
})

const part = (some: number, whole: number): number => Number((whole ? some / whole : 1).toFixed(3))
