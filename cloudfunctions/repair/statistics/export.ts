import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import { DAY, iso, startOf } from '#contract/kernel/time'
import { RESOLUTION, RESOLUTION_OF, type repair, TICKET_SHEET, TICKET_STATE } from '#contract/repair'
import { placeWords, reporterWords } from '#contract/repair.messages'
import { _ } from '../../kernel/data/cloud'
import { byTime, everyPage } from '../../kernel/data/page'
import type { Fields } from '../../kernel/data/table'
import { exportSheet, type SheetColumn } from '../../kernel/files/export'
import type { Cell } from '../../kernel/files/xlsx'
import type { Handlers } from '../../kernel/serve'
import type { Ticket } from '../model'
import { tickets } from '../tables'
import { ticketConditions } from '../tickets/filters'

type Asked = Input<(typeof repair)['ops']['export']>

/** More rows than one call has time for. */
const MAX_ROWS = 5000
/** So many rows fit into one reply of the database. */
const PAGE_SIZE = 500

/** The tickets reported on the days that pass the filters, as a file at an address that expires. */
export const exportTickets: Handlers<typeof repair>['export'] = async (asked, context) => {
  if (asked.to < asked.from) refuse('INVALID_INPUT', { field: 'to' })
  const target = { kind: 'tickets', name: `${asked.from} – ${asked.to}` }
  const { url, rows, expiresAt } = await exportSheet(
    { format: asked.format, columns: COLUMNS, rows: ticketPages(asked), most: MAX_ROWS, field: 'to' },
    { action: 'exportTickets', departments: [], target },
    context,
  )
  return { url, rows, expiresAt: iso(expiresAt) }
}

const ticketPages = (asked: Asked): AsyncIterable<Ticket[]> =>
  everyPage<Ticket>(tickets, { where: conditions(asked), order: byTime('at', 1), fields: LINE }, PAGE_SIZE)

const LINE: Record<string, 1> = {
  number: 1,
  state: 1,
  at: 1,
  category: 1,
  place: 1,
  summary: 1,
  reporter: 1,
  worker: 1,
  acceptedAt: 1,
  finishedAt: 1,
  rating: 1,
  overdue: 1,
}

function conditions({ from, to, ...filters }: Asked): Fields[] {
  const during = _.and([_.gte(new Date(startOf(from))), _.lt(new Date(startOf(to) + DAY))])
  return [{ at: during }, ...ticketConditions(filters)]
}

const moment = (at: Date | undefined): string => (at ? iso(at).slice(0, 16).replace('T', ' ') : '')

const CELLS: Record<keyof typeof TICKET_SHEET, (ticket: Ticket) => Cell> = {
  number: ({ number }) => number,
  state: ({ state }) => TICKET_STATE[state],
  resolution: ({ state }) => RESOLUTION[RESOLUTION_OF[state]],
  category: ({ category }) => category.name,
  place: ({ place }) => placeWords(place),
  summary: ({ summary }) => summary,
  reporter: ({ reporter }) => reporterWords(reporter),
  worker: ({ worker }) => worker?.name ?? '',
  at: ({ at }) => moment(at),
  acceptedAt: ({ acceptedAt }) => moment(acceptedAt),
  finishedAt: ({ finishedAt }) => moment(finishedAt),
  overdue: ({ overdue }) => overdue,
  result: ({ rating }) => rating?.result ?? '',
  efficiency: ({ rating }) => rating?.efficiency ?? '',
  words: ({ rating }) => rating?.words ?? '',
}

const COLUMNS: SheetColumn<Ticket>[] = (Object.keys(TICKET_SHEET) as (keyof typeof TICKET_SHEET)[]).map(
  name => ({ title: TICKET_SHEET[name], cell: CELLS[name] }),
)
