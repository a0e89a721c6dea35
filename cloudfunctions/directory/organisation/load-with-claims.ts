import type { Department } from '#contract/directory'
import { $ } from '../../kernel/data/cloud'
import type { Row, Table } from '../../kernel/data/table'
import type { Member } from '../../kernel/identity/member'
import { TREE_ID, type TreeDocument } from '../../kernel/identity/tree'

/** The fields that are unique among members. */
const UNIQUE = ['openid', 'account', 'phone', 'mail'] as const
export type Unique = (typeof UNIQUE)[number]

/** Values that a member is to get, by unique field. */
export type Claims = Partial<Record<Unique, string>>

export interface WithClaims<T> {
  found: T
  departments: Department[]
  /** The other members who already have a claimed value. */
  others: Partial<Record<Unique, Member>>
}

/** The first claim that belongs to another member than `except`. */
export const conflictingClaim = (
  { others }: Pick<WithClaims<unknown>, 'others'>,
  except?: Member,
): Unique | undefined => UNIQUE.find(field => others[field] && others[field]._id !== except?._id)

type Joined = { organisation: TreeDocument[]; taken?: Partial<Record<Unique, Member[]>> }

/**
 * Reads a document, the departments, and the members who already have a claimed value, in one call; null
 * when there is no such document.
 * @param claims `own` claims the values of the document itself
 */
export async function loadWithClaims<T extends Row>(
  table: Table<T>,
  id: string,
  claims: Claims | 'own',
): Promise<WithClaims<T> | null> {
  const asked = UNIQUE.filter(field => claims === 'own' || claims[field])
  // A missing value would be looked up as null, and found in every member without one.
  const value = (field: Unique) =>
    claims === 'own' ? $.ifNull([`$${field}`, '-']) : $.literal(claims[field])
  const [row] = await table.aggregate<T & Joined>(1, pipeline =>
    asked.reduce(
      (joined, field) =>
        joined
          .addFields({ claim: value(field) })
          .lookup({ from: 'members', localField: 'claim', foreignField: field, as: `taken.${field}` }),
      pipeline
        .match({ _id: id })
        .addFields({ claim: $.literal(TREE_ID) })
        .lookup({ from: 'organisation', localField: 'claim', foreignField: '_id', as: 'organisation' }),
    ),
  )
  if (!row) return null
  const { organisation, taken = {}, ...found } = row
  const others = UNIQUE.map(field => [field, taken[field]?.find(({ _id }) => _id !== id)])
  return {
    found: found as unknown as T,
    departments: organisation[0]?.departments ?? [],
    others: Object.fromEntries(others.filter(([, member]) => member)),
  }
}
