import type { Page } from '#contract/kernel/rpc'
import { DAY, midnight } from '#contract/kernel/time'
import type { TodoBox } from '#contract/todo'
import { _, $, type Aggregate } from '../kernel/data/cloud'
import { listPage, type PageRequest, type SortKey } from '../kernel/data/page'
import type { Fields } from '../kernel/data/table'
import type { TodoItem } from '../kernel/events/todo-row'
import { todos } from '../kernel/events/todos'
import type { Member } from '../kernel/identity/member'
import { heldBy, keysOf } from './audience'
import type { Listed } from './view'

const ORDER: SortKey[] = [
  ['items.sortAt', 1, 'date'],
  ['items.id', 1, 'string'],
]

/** Conditions of the rows with an item for the caller. */
const rowsFor = (keys: string[]): Fields[] => [{ audience: _.in(keys) }]

/** Conditions of the caller's items, each in a row of its own. */
const itemsFor = ({ actor, keys, now }: Asked): Fields[] => [
  { 'items.to': _.in(keys) },
  { 'items.needs': _.in(['', ...heldBy(actor)]) },
  { 'items.until': _.gt(now) },
  { 'items.snoozed': _.not(_.elemMatch({ by: actor._id, until: _.gt(now) })) },
]

interface Asked {
  actor: Member
  keys: string[]
  now: Date
}

interface Filter {
  box: TodoBox
  kind?: string
  page: PageRequest
}

/** A page of the caller's items in one box. */
export function listItems<R>(
  { box, kind, page }: Filter,
  { actor, now }: { actor: Member; now: Date },
  view: (row: Listed) => R,
): Promise<Page<R>> {
  const keys = keysOf(actor)
  const wanted = [{ 'items.box': box }, ...(kind ? [{ 'items.kind': kind }] : [])]
  return listPage(
    todos,
    {
      where: rowsFor(keys),
      order: ORDER,
      page,
      prepare: pipeline =>
        pipeline.unwind('$items').match(_.and([...wanted, ...itemsFor({ actor, keys, now })])),
    },
    view,
  )
}

/** The items of one kind: their number, how many are overdue, and the first. */
export interface Group {
  _id: { box: TodoBox; kind: string }
  count: number
  overdue: number
  first?: Listed[]
}

/** Most kinds of items. */
const MAX_GROUPS = 200

/**
 * Counts the caller's items by box and kind; the agenda of today and tomorrow alone.
 * @param shown items of each kind to read along
 */
export function groupItems(actor: Member, now: Date, shown = 0): Promise<Group[]> {
  const keys = keysOf(actor)
  const agenda = { 'items.box': 'agenda', 'items.sortAt': _.lt(new Date(midnight(now) + 2 * DAY)) }
  const open = _.or([{ 'items.box': _.in(['todo', 'waiting']) }, agenda]) as unknown as Fields
  const overdue = $.cond([$.lte(['$items.sortAt', now]), 1, 0])
  return todos.aggregate(MAX_GROUPS, pipeline => {
    const found = pipeline
      .match(rowsFor(keys)[0]!)
      .unwind('$items')
      .match(_.and([open, ...itemsFor({ actor, keys, now })]))
    const group = {
      _id: { box: '$items.box', kind: '$items.kind' },
      count: $.sum(1),
      overdue: $.sum(overdue),
    }
    return shown ? withFirst(found, group, shown) : found.group(group)
  })
}

const withFirst = (found: Aggregate, group: object, shown: number): Aggregate =>
  found
    .sort({ 'items.sortAt': 1, 'items.id': 1 })
    .project({ feature: 1, version: 1, items: 1 })
    .group({ ...group, first: $.push('$$ROOT') })
    .addFields({ first: $.slice(['$first', shown]) })

/** The caller's to-do with its row, or null. */
export async function loadItem(id: string, actor: Member, now: Date): Promise<Listed | null> {
  const keys = keysOf(actor)
  const [found] = await todos.aggregate<Listed>(1, pipeline =>
    pipeline
      .match({ _id: id.slice(0, id.lastIndexOf('-')), audience: _.in(keys) })
      .unwind('$items')
      .match(
        _.and([
          { 'items.id': id, 'items.box': 'todo', 'items.to': _.in(keys) },
          { 'items.needs': _.in(['', ...heldBy(actor)]) },
          { 'items.until': _.gt(now) },
        ]),
      ),
  )
  return found ?? null
}

/** Most people who put one item off at a time. */
const SNOOZES = 100

/** Puts the item off for the member, if its row has not changed. */
export const snoozeItem = (
  { _id, version, items: { id } }: Pick<Listed, '_id' | 'version'> & { items: Pick<TodoItem, 'id'> },
  by: string,
  until: Date,
): Promise<boolean> =>
  todos.update(
    { _id, version, 'items.id': id },
    { 'items.$.snoozed': _.push({ each: [{ by, until }], slice: -SNOOZES }) },
  )
