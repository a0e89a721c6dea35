import { refuse } from '#contract/kernel/errors'
import type { Page } from '#contract/kernel/rpc'
import {
  RESOLUTION_OF,
  type Resolution,
  type repair,
  TICKET_LIST,
  type TicketList,
  type TicketRow,
  type TicketState,
} from '#contract/repair'
import { _, $ } from '../../kernel/data/cloud'
import {
  allOf,
  byTime,
  type ListQuery,
  listPage,
  type PageRequest,
  type SortKey,
} from '../../kernel/data/page'
import { matches } from '../../kernel/data/search'
import type { Fields } from '../../kernel/data/table'
import type { Member } from '../../kernel/identity/member'
import { TEXT_TERM } from '../../kernel/search/terms'
import type { Context, Handlers } from '../../kernel/serve'
import { canRead } from '../authorization'
import type { Place, Ticket } from '../model'
import { places, tickets } from '../tables'
import { ticketConditions } from './filters'
import { LINE, load } from './store'
import { ticketRow, ticketView } from './view'

type Lists = 'get' | 'mine' | 'tasks' | 'queue' | 'counts' | 'atPlace'
/** Overdue first, then who waits longest. */
const MOST_URGENT_FIRST: SortKey[] = [['overdue', -1, 'number'], ...byTime('at', 1)]
const LATEST_CHANGE_FIRST = byTime('changedAt', -1)

export const lists: Pick<Handlers<typeof repair>, Lists> = {
  async get({ id }, { actor, now }) {
    const found = await load(id)
    if (!found || !canRead(found.ticket, actor, found.category?.ladder)) return refuse('NOT_FOUND')
    return ticketView(found, actor, now)
  },

  mine: ({ resolution, page }, context) =>
    listTickets(
      [{ 'reporter.id': context.actor._id, ...(resolution && { state: _.in(statesOf(resolution)) }) }],
      byTime('at', -1),
      page,
      context,
    ),

  tasks: ({ done, page }, context) =>
    listTickets(
      [{ 'worker.id': context.actor._id, list: done ? 'done' : 'waitingRepair' }],
      done ? LATEST_CHANGE_FIRST : MOST_URGENT_FIRST,
      page,
      context,
    ),

  queue: ({ list, text = '', page, ...filters }, context) =>
    listTickets(
      [{ list }, ...ticketConditions(filters)],
      list === 'done' ? LATEST_CHANGE_FIRST : MOST_URGENT_FIRST,
      page,
      context,
      matches(text, TEXT_TERM),
    ),

  async counts({ text = '', ...filters }) {
    const names = Object.keys(TICKET_LIST) as TicketList[]
    const rows = await tickets.aggregate<{ _id: TicketList; count: number; overdue: number }>(
      names.length,
      pipeline =>
        pipeline
          .match(allOf([{ list: _.in(names) }, ...ticketConditions(filters)], matches(text, TEXT_TERM)))
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
    const [found] = await places.aggregate<Place & { open: Ticket[] }>(1, pipeline =>
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
      open: latest.map(ticket => neighbourRow(ticket, actor, now)),
    }
  },
}

const statesOf = (resolution: Resolution): TicketState[] =>
  (Object.keys(RESOLUTION_OF) as TicketState[]).filter(state => RESOLUTION_OF[state] === resolution)

/** A ticket of somebody else: people from outside learn that something of its category is reported, not what. */
function neighbourRow(ticket: Ticket, actor: Member, now: Date): TicketRow {
  const row = ticketRow(ticket, actor, now)
  const isStranger = actor.kind === 'outside' && !actor.duties.length && ticket.reporter.id !== actor._id
  if (!isStranger) return row
  return { ...row, summary: row.category, worker: undefined }
}

const listTickets = (
  where: Fields[],
  order: SortKey[],
  page: PageRequest,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  anyOf?: ListQuery['anyOf'],
): Promise<Page<TicketRow>> =>
  listPage(tickets, { where, anyOf, order, page, fields: LINE }, (row: Ticket) => ticketRow(row, actor, now))
