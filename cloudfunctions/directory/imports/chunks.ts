import { accountKey } from '#contract/kernel/canonical-text'
import { CHUNK, type Planned } from './model'

/** Fields that no two members share. */
export const UNIQUE = ['account', 'phone', 'mail'] as const
export type Unique = (typeof UNIQUE)[number]

const isUpdate = ({ change }: Planned): boolean => change === 'changed' || change === 'moved'

/** The value as it is compared; empty for none. */
export const comparable = (
  field: Unique,
  { [field]: value = '' }: Partial<Record<Unique, string>>,
): string => (field === 'account' ? accountKey(value) : value)

/** The values that the row takes, or gives up. */
const claimsOf = (fields: Planned['after'], others: Planned['after']): string[] =>
  UNIQUE.flatMap(field => {
    const value = comparable(field, fields)
    return value && value !== comparable(field, others) ? [`${field} ${value}`] : []
  })

/**
 * The rows in the order in which values become free, cut into chunks: people who leave, changes, then new people. People
 * who exchange values lie in one chunk, because one write must not wait for another step.
 */
export function chunksFrom(rows: readonly Planned[]): Planned[][] {
  const updates = exchanges(rows.filter(isUpdate))
  const groups = [
    ...rows.filter(({ change }) => change === 'leaving').map(row => [row]),
    ...updates,
    ...rows.filter(row => !isUpdate(row) && row.change !== 'leaving').map(row => [row]),
  ]
  const chunks: Planned[][] = []
  for (const group of groups) {
    const last = chunks.at(-1)
    if (last && last.length + group.length <= CHUNK) last.push(...group)
    else chunks.push([...group])
  }
  return chunks
}

/** People of one exchange: their rows are one write, and one document. */
const MAX_EXCHANGE = 1000

/** The rows of exchanges that are too large to be written at once. */
export const tooLargeExchanges = (rows: readonly Planned[]): Planned[] =>
  exchanges(rows.filter(isUpdate)).flatMap(group => (group.length > MAX_EXCHANGE ? group : []))

/** Groups of rows that take values from each other; a row that takes none is a group of its own. */
function exchanges(rows: readonly Planned[]): Planned[][] {
  const holders = new Map(rows.flatMap(row => claimsOf(row.before, row.after).map(value => [value, row])))
  const groups = new Map(rows.map(row => [row, [row]]))
  for (const row of rows)
    for (const value of claimsOf(row.after, row.before)) {
      const [small, large] = [groups.get(row)!, groups.get(holders.get(value) ?? row)!].sort(
        (a, b) => a.length - b.length,
      ) as [Planned[], Planned[]]
      if (small === large) continue
      large.push(...small)
      for (const one of small) groups.set(one, large)
    }
  return [...new Set(groups.values())]
}

/** The rows that hold a value which another of them takes, with those fields. */
export function givers(rows: readonly Planned[]): { row: Planned; fields: Unique[] }[] {
  const wanted = new Set(rows.flatMap(({ before, after }) => claimsOf(after, before)))
  return rows.flatMap(row => {
    const given = claimsOf(row.before, row.after).filter(value => wanted.has(value))
    const fields = UNIQUE.filter(field => given.some(value => value.startsWith(`${field} `)))
    return fields.length ? [{ row, fields }] : []
  })
}
