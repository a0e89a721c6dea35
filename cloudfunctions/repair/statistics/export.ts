import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import { DAY, iso, MINUTE, startOf } from '#contract/kernel/time'
import { type repair, TICKET_SHEET, TICKET_STATE } from '#contract/repair'
import { placeWords } from '#contract/repair.messages'
import { type AuditRow, auditEntry } from '../../kernel/audit'
import { _, storage } from '../../kernel/data/cloud'
import { byTime, everyPage } from '../../kernel/data/page'
import { type Fields, table } from '../../kernel/data/table'
import { toCsv } from '../../kernel/files/csv'
import { type Cell, toXlsx } from '../../kernel/files/xlsx'
import type { Handlers } from '../../kernel/serve'
import type { Ticket } from '../model'
import { tickets } from '../tickets/store'

type Asked = Input<(typeof repair)['ops']['export']>

/** One export; its id is the press, so that the same press gives the same file. The files go with those of people. */
interface Exported {
  _id: string
  files: string[]
  url: string
  rows: number
  expiresAt: Date
  at: Date
  audit: AuditRow[]
}

const exports = table<Exported>('exports')
const VALID = 15 * MINUTE
/** More rows than one call has time for. */
const MOST = 5000
/** So many rows fit into one reply of the database. */
const AT_ONCE = 500

/** The tickets reported on the days that pass the filters, as a file at an address that expires. */
export const exportTickets: Handlers<typeof repair>['export'] = async (asked, { actor, key, now, newId }) => {
  if (asked.to < asked.from) refuse('INVALID_INPUT', { field: 'to' })
  const _id = newId()
  const before = key ? await exports.first({ _id }) : null
  if (before) return exportView(before)
  const lines = (await loadTickets(asked)).map(toCells)
  const sheet = [Object.values(TICKET_SHEET), ...lines]
  const content = asked.format === 'xlsx' ? toXlsx('Sheet1', sheet) : Buffer.from(toCsv(sheet))
  const file = await storage.upload(`exports/${_id}.${asked.format}`, content)
  const [url = ''] = await storage.addresses([file], VALID / 1000)
  const audit = auditEntry(actor, {
    id: `${_id}-export`,
    at: now,
    action: 'exportTickets',
    departments: [],
    target: { kind: 'tickets', id: _id, name: `${asked.from} – ${asked.to}` },
    after: { rows: String(lines.length) },
  })
  const made = {
    _id,
    files: [file],
    url,
    rows: lines.length,
    expiresAt: new Date(+now + VALID),
    at: now,
    audit: [audit],
  }
  return exportView((await exports.add(made)) ? made : ((await exports.first({ _id })) ?? made))
}

const exportView = ({ url, rows, expiresAt }: Exported) => ({ url, rows, expiresAt: iso(expiresAt) })

/** Refuses INVALID_INPUT for a period with too many. */
async function loadTickets(asked: Asked): Promise<Ticket[]> {
  const found: Ticket[] = []
  const query = { where: conditions(asked), order: byTime('at', 1), fields: LINE }
  for await (const rows of everyPage<Ticket>(tickets, query, AT_ONCE)) {
    found.push(...rows)
    if (found.length > MOST) refuse('INVALID_INPUT', { field: 'to', details: { most: MOST } })
  }
  return found
}

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

function conditions({ from, to, categoryId, building, workerId, state, overdue }: Asked): Fields[] {
  const during = _.and([_.gte(new Date(startOf(from))), _.lt(new Date(startOf(to) + DAY))])
  const filters: [string, unknown][] = [
    ['category.id', categoryId],
    ['place.building', building],
    ['worker.id', workerId],
    ['state', state],
    ['overdue', overdue === undefined ? undefined : overdue ? _.gt(0) : 0],
  ]
  return [
    { at: during },
    ...filters.flatMap(([field, value]) => (value === undefined ? [] : [{ [field]: value }])),
  ]
}

const moment = (at: Date | undefined): string => (at ? iso(at).slice(0, 16).replace('T', ' ') : '')

/** A line of the sheet, in the order of `TICKET_SHEET`. */
function toCells({ number, state, at, category, place, summary, reporter, worker, ...rest }: Ticket): Cell[] {
  const { acceptedAt, finishedAt, rating, overdue } = rest
  const cells: Record<keyof typeof TICKET_SHEET, Cell> = {
    number,
    state: TICKET_STATE[state],
    category: category.name,
    place: placeWords(place),
    summary,
    reporter: reporter.name,
    worker: worker?.name ?? '',
    at: moment(at),
    acceptedAt: moment(acceptedAt),
    finishedAt: moment(finishedAt),
    overdue,
    result: rating?.result ?? '',
    efficiency: rating?.efficiency ?? '',
    words: rating?.words ?? '',
  }
  return (Object.keys(TICKET_SHEET) as (keyof typeof TICKET_SHEET)[]).map(name => cells[name])
}
