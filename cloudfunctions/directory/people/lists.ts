import * as v from 'valibot'
import type { PersonRow } from '#contract/directory'
import type { Page } from '#contract/kernel/rpc'
import { _, $, type Aggregate } from '../../kernel/data/cloud'
import { decodeCursor, toPage } from '../../kernel/data/page'
import type { Fields } from '../../kernel/data/table'
import { members } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import { personRow } from '../../kernel/identity/person-view'
import { withPictures } from '../../kernel/identity/pictures'
import { ALL, departmentsWithin } from '../../kernel/identity/policy'

export interface PageOf {
  after?: string
  size: number
}

/** What a line of a list is made of. */
const LINE = { name: 1, sortKey: 1, kind: 1, departments: 1, posts: 1, state: 1, openid: 1, avatar: 1 }
const ORDER = { sortKey: 1, _id: 1 } as const
const place = v.tuple([v.string(), v.string()])

/** Conditions under which a person stands in the contacts; administrators also find who is frozen or has left. */
export function visibleTo(actor: Member): Fields[] {
  const inside = departmentsWithin(actor, 'directory.admin')
  if (inside === ALL) return []
  const everybody = { state: 'active', kind: _.neq('outside') }
  return [inside.length ? _.or([everybody, { departments: _.in(inside) }]) : everybody] as Fields[]
}

const after = (page: PageOf): Fields[] => {
  if (!page.after) return []
  const [sortKey, id] = decodeCursor(place, page.after)
  return [_.or([{ sortKey: _.gt(sortKey) }, { sortKey, _id: _.gt(id) }]) as unknown as Fields]
}

const cut = (pipeline: Aggregate, limit: number) => pipeline.sort(ORDER).limit(limit).project(LINE)

async function shown(rows: Member[], { size }: PageOf): Promise<Page<PersonRow>> {
  const list = toPage(
    rows,
    size,
    one => one,
    ({ sortKey, _id }) => [sortKey, _id],
  )
  return { ...list, items: await withPictures(list.items, personRow) }
}

/** A page of the people that meet all conditions of one of the ways, and all others, by pinyin. */
export async function peopleWhere(
  ways: Fields[][],
  others: Fields[],
  page: PageOf,
): Promise<Page<PersonRow>> {
  // Each way is complete in itself: so an index serves it.
  const complete = ways.map(way => _.and([...way, ...others, ...after(page)]))
  const condition = complete.length === 1 ? complete[0]! : _.or(complete)
  const rows = await members.aggregate<Member>(page.size + 1, pipeline =>
    cut(pipeline.match(condition), page.size + 1),
  )
  return shown(rows, page)
}

/** Those the actor has added and those of their own departments, by pinyin, without themselves. */
export async function colleaguesOf(actor: Member, page: PageOf): Promise<Page<PersonRow>> {
  const conditions = [{ state: 'active', kind: _.neq('outside') }, { _id: _.neq(actor._id) }, ...after(page)]
  const rows = await members.aggregate<Member>(page.size + 1, pipeline => {
    const people = pipeline
      .match({ _id: actor._id })
      .lookup({ from: 'members', localField: 'colleagues', foreignField: '_id', as: 'added' })
      .lookup({ from: 'members', localField: 'departments', foreignField: 'departments', as: 'mates' })
      .project({ person: $.concatArrays(['$added', '$mates']) })
      .unwind('$person')
      .group({ _id: '$person._id', person: $.first('$person') })
      .project(Object.fromEntries(Object.keys(LINE).map(field => [field, `$person.${field}`])))
    return cut(people.match(_.and(conditions)), page.size + 1)
  })
  return shown(rows, page)
}
