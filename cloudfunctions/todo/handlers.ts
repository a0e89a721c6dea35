import { refuse } from '#contract/kernel/errors'
import { DAY, iso } from '#contract/kernel/time'
import { MAX_SNOOZE_DAYS, OVERVIEW_ITEMS, type TodoBox, type TodoCounts, type todo } from '#contract/todo'
import { $ } from '../kernel/data/cloud'
import { table } from '../kernel/data/table'
import type { Handlers } from '../kernel/serve'
import { type Group, groupItems, listItems, loadItem, snoozeItem } from './store'
import { type Listed, todoView } from './view'

const messages = table('messages')

export const handlers: Handlers<typeof todo> = {
  list: (filter, { actor, now }) => listItems(filter, { actor, now }, row => todoView(row, now)),

  counts: async (_input, { actor, now }) => countsOf(await groupItems(actor, now)),

  async overview(_input, { actor, now }) {
    const [groups, unread] = await Promise.all([
      groupItems(actor, now, OVERVIEW_ITEMS),
      countUnread(actor._id),
    ])
    const first = (box: TodoBox) => firstOf(groups, box).map(row => todoView(row, now))
    return {
      todos: first('todo'),
      waiting: first('waiting'),
      agenda: first('agenda'),
      counts: countsOf(groups),
      unread,
    }
  },

  async snooze({ id, version, until }, { actor, now }) {
    if (until <= now || +until > +now + MAX_SNOOZE_DAYS * DAY) refuse('INVALID_INPUT', { field: 'until' })
    const found = (await loadItem(id, actor, now)) ?? refuse('NOT_FOUND', { field: 'id' })
    const isDone = found.items.snoozed.some(one => one.by === actor._id && +one.until === +until)
    const isSeen = version === undefined || version === found.version
    if (!isDone && !(isSeen && (await snoozeItem(found, actor._id, until))))
      refuse('CONFLICT', { details: { current: todoView(found, now) } })
    return { id, until: iso(until) }
  },
}

async function countUnread(memberId: string): Promise<number> {
  const [found] = await messages.aggregate<{ count: number }>(1, pipeline =>
    pipeline.match({ to: memberId, unread: true }).group({ _id: null, count: $.sum(1) }),
  )
  return found?.count ?? 0
}

/** The first items of a box, in the order of its list; each kind has brought its own first. */
const firstOf = (groups: Group[], box: TodoBox): Listed[] =>
  groups
    .filter(({ _id }) => _id.box === box)
    .flatMap(({ first = [] }) => first)
    .sort((a, b) => +a.items.sortAt - +b.items.sortAt || (a.items.id < b.items.id ? -1 : 1))
    .slice(0, OVERVIEW_ITEMS)

function countsOf(groups: Group[]): TodoCounts {
  const sumOf = (box: TodoBox, field: 'count' | 'overdue') =>
    groups.reduce((sum, group) => (group._id.box === box ? sum + group[field] : sum), 0)
  const todos = groups.filter(({ _id }) => _id.box === 'todo')
  return {
    todo: sumOf('todo', 'count'),
    overdue: sumOf('todo', 'overdue'),
    waiting: sumOf('waiting', 'count'),
    agenda: sumOf('agenda', 'count'),
    byKind: Object.fromEntries(todos.map(({ _id, count }) => [_id.kind, count])),
  }
}
