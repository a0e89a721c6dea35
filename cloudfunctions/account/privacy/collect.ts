import { type CollectionHolding, holdings } from '../../../database-schema/holdings'
import { _ } from '../../kernel/data/cloud'
import { type Fields, type Row, table } from '../../kernel/data/table'
import { members } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import { joinRequestId } from '../join-request'

/** The data held about a person: rows by collection, in the order of the list of holdings. */
export type CollectedRows = [collection: string, rows: Fields[]][]

/** Fields that serve the program alone and are left out of an export; `exports` would count the export itself. */
const INTERNAL_FIELDS = [
  'version',
  'lastKey',
  'lease',
  'dueAt',
  'terms',
  'sortKey',
  'accountKey',
  'scoped',
  'outbox',
  'audit',
  'tree',
  'rev',
  'bookingClaims',
  'exports',
]

/** Rows of one page; the limit of an aggregation, one megabyte, holds a year's messages. */
const PAGE = 500

/** Collects the person's own row and all other rows that name them. */
export async function collectHoldings(person: Member): Promise<CollectedRows> {
  const theirs = holdings.flatMap(({ hides = [], ...holding }) =>
    hides === 'row' ? [] : [{ ...holding, hides }],
  )
  const openids = await openidsOf(person)
  const rows = (holding: Own) => rowsOf(holding, namesIn(holding, person, openids))
  const others = await Promise.all(
    theirs.map(async (holding): Promise<CollectedRows[number]> => [holding.collection, await rows(holding)]),
  )
  return [['members', [without(INTERNAL_FIELDS)(person as never)]], ...others]
}

type Own = CollectionHolding & { hides: readonly string[] }

async function rowsOf(holding: Own, who: string[]): Promise<Fields[]> {
  if (!who.length) return []
  const rows: (Row & Fields)[] = []
  for (let page = [{ _id: '' }] as typeof rows; page.length; ) {
    page = await pageOf(holding, who, page.at(-1)!._id)
    rows.push(...page)
    if (page.length < PAGE) break
  }
  const { list, hides } = holding
  return rows
    .flatMap(row => (list ? elements(row[list], holding.path, who) : [row]))
    .map(without([...INTERNAL_FIELDS, ...hides]))
}

const pageOf = ({ collection, list, path }: CollectionHolding, who: string[], after: string) =>
  table<Row & Fields>(collection).aggregate<Row & Fields>(PAGE, pipeline => {
    const field = list ? `${list}.${path}` : path
    const found = pipeline
      .match(_.and([{ [field]: _.in(who) }, { _id: _.gt(after) }]))
      .sort({ _id: 1 })
      .limit(PAGE)
    return list ? found.project({ [list]: 1 }) : found
  })

/** The present and former WeChat accounts of a person, without those that belong to another member now. */
export async function openidsOf({ _id, openid, wechats = [] }: Member): Promise<string[]> {
  const own = openid ? [openid] : []
  if (!wechats.length) return own
  const others = await members.aggregate<Member>(wechats.length, pipeline =>
    pipeline.match({ openid: _.in(wechats), _id: _.neq(_id) }).project({ openid: 1 }),
  )
  const taken = others.map(one => one.openid)
  return [...own, ...wechats.filter(one => one !== openid && !taken.includes(one))]
}

/** The identifiers by which these rows name the person; empty where they go by an openid that the person never had. */
export function namesIn({ by }: CollectionHolding, { _id }: Member, openids: string[]): string[] {
  if (by === 'id') return [_id]
  return by === 'joinRequest' ? openids.map(joinRequestId) : openids
}

const elements = (list: unknown, path: string, who: string[]): Fields[] =>
  (list as Fields[]).filter(element =>
    who.includes(path.split('.').reduce<unknown>((at, name) => (at as Fields)?.[name], element) as string),
  )

const without =
  (names: readonly string[]) =>
  (row: Fields): Fields =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))
