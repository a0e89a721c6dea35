import type { PersonRow } from '#contract/directory'
import type { Page } from '#contract/kernel/rpc'
import { _, $, type Aggregate } from '../../kernel/data/cloud'
import { type ListQuery, listPage, type PageRequest, type SortKey } from '../../kernel/data/page'
import type { Fields } from '../../kernel/data/table'
import { members } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import { personRow } from '../../kernel/identity/person-view'
import { withPictures } from '../../kernel/identity/pictures'
import { ALL, departmentsWithin } from '../../kernel/identity/policy'

/** The fields that a line of a list shows. */
const LINE: Record<string, 1> = {
  name: 1,
  sortKey: 1,
  kind: 1,
  departments: 1,
  posts: 1,
  state: 1,
  openid: 1,
  avatar: 1,
}

/**
 * The conditions under which the actor finds a person in the contacts; administrators also find frozen members and
 * those who left, within their departments.
 */
export function visibleTo(actor: Member): Fields[] {
  const inside = departmentsWithin(actor, 'directory.admin')
  if (inside === ALL) return []
  const everybody = { state: 'active', kind: _.neq('outside') }
  return [inside.length ? _.or([everybody, { departments: _.in(inside) }]) : everybody] as Fields[]
}

const ORDER: SortKey[] = [
  ['sortKey', 1, 'string'],
  ['_id', 1, 'string'],
]

/** A page of people in pinyin order, with their pictures, whose addresses take one more call for all of them. */
async function listPeople(query: Omit<ListQuery, 'order' | 'fields'>): Promise<Page<PersonRow>> {
  const list = await listPage(members, { ...query, order: ORDER, fields: LINE }, (row: Member) => row)
  return { ...list, items: await withPictures(list.items, personRow) }
}

/** A page of the people that meet `others` and all conditions of one of the alternatives. */
export const peopleWhere = (
  alternatives: Fields[][],
  others: Fields[],
  page: PageRequest,
): Promise<Page<PersonRow>> => listPeople({ where: others, anyOf: alternatives, page })

/** People whom the actor has added or shares a department with, without the actor. */
export function colleaguesOf(actor: Member, page: PageRequest): Promise<Page<PersonRow>> {
  const prepare = (pipeline: Aggregate) =>
    pipeline
      .lookup({ from: 'members', localField: 'colleagues', foreignField: '_id', as: 'added' })
      .lookup({ from: 'members', localField: 'departments', foreignField: 'departments', as: 'mates' })
      .project({ person: $.concatArrays(['$added', '$mates']) })
      .unwind('$person')
      .group({ _id: '$person._id', person: $.first('$person') })
      .project(Object.fromEntries(Object.keys(LINE).map(field => [field, `$person.${field}`])))
      .match(_.and([{ state: 'active', kind: _.neq('outside') }, { _id: _.neq(actor._id) }]))
  return listPeople({ where: [{ _id: actor._id }], prepare, page })
}
