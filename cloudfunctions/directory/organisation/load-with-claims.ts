import type { Department } from '#contract/directory'
import { accountKey } from '#contract/kernel/canonical-text'
import { $ } from '../../kernel/data/cloud'
import type { Row, Table } from '../../kernel/data/table'
import { isGone, releaseContacts } from '../../kernel/identity/gone'
import type { Member } from '../../kernel/identity/member'
import { TREE_ID, type TreeDocument } from '../../kernel/identity/tree'

/** The fields that are unique among members. */
const UNIQUE = ['openid', 'account', 'phone', 'mail'] as const
export type Unique = (typeof UNIQUE)[number]

/** The fields of members in which claims are looked up, and are unique. */
const KEYS = { openid: 'openid', account: 'accountKey', phone: 'phone', mail: 'mail' } as const

const keyOf = (field: Unique, value: string): string => (field === 'account' ? accountKey(value) : value)

/** Value of the document that is read, in the form of the key. */
function ownValue(field: Unique) {
  const value = $.ifNull([`$${field}`, '-'])
  return field === 'account' ? $.toLower(value) : value
}

/** Values that a member is to have; `own` stands for the value of the document that is read. */
export type Claims = Partial<Record<Unique, string>>

export interface WithClaims<T> {
  found: T
  departments: Department[]
  /** The other members who already have a claimed value. */
  others: Partial<Record<Unique, Member>>
}

type Others = Pick<WithClaims<unknown>, 'others'>

/** The first claim that belongs to a person who is there; `except` may have it. */
export const conflictingClaim = ({ others }: Others, except?: Member): Unique | undefined =>
  UNIQUE.find(field => {
    const holder = others[field]
    return holder && holder._id !== except?._id && !yieldsClaim(holder, field)
  })

const yieldsClaim = (holder: Member, field: Unique): boolean =>
  (field === 'phone' || field === 'mail') && isGone(holder)

/** Takes what is claimed from people who are gone; to be called when nothing but the write is left to do. */
export async function releaseClaims(
  { others }: Others,
  claimed: Pick<Member, '_id' | 'phone' | 'mail'>,
): Promise<void> {
  const holders = [others.phone, others.mail].filter((one): one is Member => !!one && isGone(one))
  const different = new Map(holders.map(one => [one._id, one]))
  different.delete(claimed._id)
  for (const holder of different.values()) await releaseContacts(holder, claimed)
}

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
    claims === 'own' ? ownValue(field) : $.literal(keyOf(field, claims[field]!))
  const [row] = await table.aggregate<T & Joined>(1, pipeline =>
    asked.reduce(
      (joined, field) =>
        joined
          .addFields({ claim: value(field) })
          .lookup({ from: 'members', localField: 'claim', foreignField: KEYS[field], as: `taken.${field}` }),
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
