import * as v from 'valibot'
import { refuse } from '#contract/kernel/errors'
import type { Input, Page } from '#contract/kernel/rpc'
import { type repair, TICKET_LIST, type TicketList, type TicketRow } from '#contract/repair'
import { _, $ } from '../../kernel/data/cloud'
import { decodeCursor, toPage } from '../../kernel/data/page'
import { matches } from '../../kernel/data/search'
import { type Fields, table } from '../../kernel/data/table'
import type { Member } from '../../kernel/identity/member'
import { TEXT_TERM } from '../../kernel/search-terms'
import type { Handlers } from '../../kernel/serve'
import { canRead } from '../domain'
import type { Place, Ticket } from '../model'
import { LINE, load, tickets } from './store'
import { ticketRow, ticketView } from './view'

type Lists = 'get' | 'mine' | 'tasks' | 'queue' | 'counts' | 'atPlace'
type Filters = Input<(typeof repair)['ops']['counts']>
interface PageOf {
  after?: string
  size: number
}

/** By what a list is sorted; the last one makes it total. */
interface Order {
  keys: Record<string, 1 | -1>
  /** Where a page ends, as the cursor carries it. */
  place(ticket: Ticket): readonly unknown[]
  /** Conditions of what comes after it. */
  after(cursor: string): Fields
}

const moment = v.pipe(v.string(), v.isoTimestamp())
const latestFirst = (field: 'at' | 'changedAt'): Order => ({
  keys: { [field]: -1, _id: 1 },
  place: ticket => [ticket[field].toISOString(), ticket._id],
  after(cursor) {
    const [at, id] = decodeCursor(v.tuple([moment, v.string()]), cursor)
    const last = new Date(at)
    return _.or([{ [field]: _.lt(last) }, { [field]: last, _id: _.gt(id) }]) as unknown as Fields
  },
})
/** Overdue first, then who waits longest. */
const mostUrgentFirst: Order = {
  keys: { overdue: -1, at: 1, _id: 1 },
  place: ({ overdue, at, _id }) => [overdue, at.toISOString(), _id],
  after(cursor) {
    const [overdue, at, id] = decodeCursor(v.tuple([v.number(), moment, v.string()]), cursor)
    const last = new Date(at)
    return _.or([
      { overdue: _.lt(overdue) },
      { overdue, at: _.gt(last) },
      { overdue, at: last, _id: _.gt(id) },
    ]) as unknown as Fields
  },
}

export const lists: Pick<Handlers<typeof repair>, Lists> = {
  async get({ id }, { actor, now }) {
    const found = await load(id)
    if (!found || !canRead(found.ticket, actor, found.category?.ladder)) return refuse('NOT_FOUND')
    return ticketView(found.ticket, found.shelf, actor, now)
  },

  mine: ({ page }, { actor, now }) =>
    listed([{ 'reporter.id': actor._id }], latestFirst('at'), page, { actor, now }),

  tasks: ({ done, page }, { actor, now }) =>
    listed(
      [{ 'worker.id': actor._id, list: done ? 'done' : 'waitingRepair' }],
      done ? latestFirst('changedAt') : mostUrgentFirst,
      page,
      { actor, now },
    ),

  queue: ({ list, text = '', page, ...filters }, { actor, now }) =>
    listed(
      [{ list }, ...conditions(filters), ...matches(text, TEXT_TERM)],
      list === 'done' ? latestFirst('changedAt') : mostUrgentFirst,
      page,
      { actor, now },
    ),

  async counts({ text = '', ...filters }) {
    const names = Object.keys(TICKET_LIST) as TicketList[]
    const rows = await tickets.aggregate<{ _id: TicketList; count: number; overdue: number }>(
      names.length,
      pipeline =>
        pipeline
          .match(_.and([{ list: _.in(names) }, ...conditions(filters), ...matches(text, TEXT_TERM)]))
          .group({
            _id: '$list',
            count: $.sum(1),
            overdue: $.sum($.cond([$.gt(['$overdue', 0]), 1, 0])),
          }),
    )
    const counted = names.map(name => [name, rows.find(({ _id }) => _id === name)?.count ?? 0])
    return {
      ...(Object.fromEntries(counted) as Record<TicketList, number>),
      overdue: rows.reduce((sum, { overdue }) => sum + overdue, 0),
    }
  },

  async atPlace({ placeId }, { actor, now }) {
    const [found] = await table<Place>('places').aggregate<Place & { open: Ticket[] }>(1, pipeline =>
      pipeline
        .match({ _id: placeId })
        .lookup({ from: 'tickets', localField: '_id', foreignField: 'openAt', as: 'open' })
        .project(Object.fromEntries(Object.keys(LINE).map(field => [`open.${field}`, 0]))),
    )
    if (!found) return refuse('NOT_FOUND', { field: 'placeId' })
    const { _id: id, campus, building, room, open } = found
    const latest = open.sort((a, b) => +b.at - +a.at)
    return {
      place: { id, campus, building, room },
      open: latest.map(ticket => ticketRow(ticket, actor, now)),
    }
  },
}

async function listed(
  conditions: Fields[],
  order: Order,
  { after, size }: PageOf,
  { actor, now }: { actor: Member; now: Date },
): Promise<Page<TicketRow>> {
  const all = [...conditions, ...(after ? [order.after(after)] : [])]
  const rows = await tickets.aggregate<Ticket>(size + 1, pipeline =>
    pipeline
      .match(_.and(all))
      .sort(order.keys)
      .limit(size + 1)
      .project(LINE),
  )
  return toPage(rows, size, row => ticketRow(row, actor, now), order.place)
}

function conditions({ categoryId, building, workerId, state, overdue }: Omit<Filters, 'text'>): Fields[] {
  return [
    ...(categoryId ? [{ 'category.id': categoryId }] : []),
    ...(building ? [{ 'place.building': building }] : []),
    ...(workerId ? [{ 'worker.id': workerId }] : []),
    ...(state ? [{ state }] : []),
    ...(overdue ? [{ overdue: _.gt(0) }] : []),
  ]
}
