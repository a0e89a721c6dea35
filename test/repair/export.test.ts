import { parse } from 'csv-parse/sync'
import readXlsxFile from 'read-excel-file/node'
import { TICKET_SHEET } from '#contract/repair'
import type { Ticket } from '../../cloudfunctions/repair/model'
import { seed } from '../../scripts/seed'
import { rowsOf, tick } from '../make/messages'
import { aTicket } from '../make/tickets'
import { aWorld, codeOf } from '../make/world'

const { escalatesAt: _none, ...ANY } = aTicket({ at: new Date('2024-03-01T10:00:00+08:00') })
let made = 0
const row = (change: Partial<Ticket>): Ticket => {
  const _id = `exported-${++made}`
  return { ...ANY, _id, number: _id, ...change }
}
const many = (count: number, day: string) =>
  Array.from({ length: count }, (_, i) =>
    row({ at: new Date(Date.parse(day) + Math.floor(i / 3)), summary: `第 ${i} 单` }),
  )
const MANY = [...many(1200, '2024-06-01T10:00:00+08:00'), ...many(5001, '2024-07-01T10:00:00+08:00')]

const world = aWorld({ seed: now => ({ members: seed(now).members!, tickets: MANY }) })
const dispatcher = () => world.as('d-logistics').repair
const DAY = { from: '2024-03-01', to: '2024-03-01' }

const insert = (...changes: Partial<Ticket>[]) =>
  world.cloud.database.insert({ collection: 'tickets', documents: changes.map(row) as never })

const fetched = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer())
const sheetOf = async (url: string): Promise<Record<string, string>[]> =>
  parse(await fetched(url), { bom: true, columns: true })

test('the dispatcher exports the tickets of a period as a sheet that spreadsheets open, without formulas', async () => {
  await insert(
    { summary: '=HYPERLINK("http://example.edu")', rating: { result: 4, efficiency: 5, words: '很好' } },
    { at: new Date('2024-03-01T23:59:59+08:00'), summary: '灯不亮, 很暗' },
    { at: new Date('2024-03-02T00:00:00+08:00'), summary: '第二天' },
  )
  const { url, rows, expiresAt } = await dispatcher().export(DAY)
  expect([rows, Date.parse(expiresAt) > world.cloud.clock.now()]).toEqual([2, true])
  const [first, second] = await sheetOf(url)
  expect(Object.keys(first!)).toEqual(Object.values(TICKET_SHEET))
  expect(first).toMatchObject({
    概述: '\'=HYPERLINK("http://example.edu")',
    状态: '待受理',
    类别: '水电',
    地点: '东校区 明德楼 301',
    报修时间: '2024-03-01 10:00',
    维修结果: '4',
    维修效率: '5',
    评价: '很好',
    维修工: '',
  })
  expect(second!.概述).toBe('灯不亮, 很暗')
})

test('an export of tickets stands in the audit once, with who took it out and when', async () => {
  const press = { key: 'audited' }
  await dispatcher().export(DAY, press)
  await dispatcher().export(DAY, press)
  await tick(world.cloud)
  const log = rowsOf<{ action: string; by: object; target: { name: string } }>(world.cloud, 'audit_log')
  const made = log.filter(({ action }) => action === 'exportTickets')
  expect(made.at(-1)).toMatchObject({
    by: { id: 'd-logistics' },
    target: { name: '2024-03-01 – 2024-03-01' },
    after: { rows: expect.stringMatching(/^\d+$/) },
  })
  expect(made.filter(({ target }) => target.name === made.at(-1)!.target.name)).toHaveLength(2)
})

test('as a workbook it has the same lines, with numbers as numbers', async () => {
  await insert({
    at: new Date('2024-04-01T10:00:00+08:00'),
    summary: '<门> & "窗"',
    rating: { result: 4, efficiency: 5, words: '=1+1' },
  })
  const { url } = await dispatcher().export({ from: '2024-04-01', to: '2024-04-30', format: 'xlsx' })
  const [head, line] = (await readXlsxFile(await fetched(url)))[0]!.data
  expect(head).toEqual(Object.values(TICKET_SHEET))
  expect(line).toEqual(expect.arrayContaining(['<门> & "窗"', 4, 5, '=1+1']))
})

test('filters narrow it, and one press makes one file', async () => {
  const at = new Date('2024-05-01T10:00:00+08:00')
  const worker = { id: 'w-zhao', name: '赵长庚', number: 'w-zhao' }
  await insert(
    { at, overdue: 1 },
    { at, worker, state: 'dispatched' },
    { at, category: { id: 'wood', name: '木工' }, place: { campus: '东校区', building: '知行楼', room: '' } },
  )
  const period = { from: '2024-05-01', to: '2024-05-01' }
  const rows = async (filters: object) => (await dispatcher().export({ ...period, ...filters })).rows
  expect(await rows({})).toBe(3)
  for (const filters of [
    { overdue: true },
    { workerId: 'w-zhao' },
    { state: 'dispatched' },
    { categoryId: 'wood' },
    { building: '知行楼' },
  ])
    expect([filters, await rows(filters)]).toEqual([filters, 1])
  const press = () => dispatcher().export(period, { key: 'export' })
  expect(await press()).toEqual(await press())
})

test('an interrupted export leaves its file to the nightly timer, and its retry completes it', async () => {
  const press = { key: 'interrupted' }
  world.cloud.faults.add({ action: 'database.modifyDocument', nth: 1, kind: 'error', when: 'before' })
  expect(await codeOf(dispatcher().export(DAY, press))).toBe('INTERNAL')
  const [row] = rowsOf<{ _id: string; paths: string[]; urls?: string[] }>(world.cloud, 'exports').filter(
    ({ urls }) => !urls,
  )
  expect(await world.cloud.files.has(row!.paths[0]!)).toBe(true)
  const { url } = await dispatcher().export(DAY, press)
  expect(url).toContain(row!.paths[0]!)
})

test('1,200 tickets come in order, none twice; more than 5,000 are refused', async () => {
  const lines = await sheetOf((await dispatcher().export({ from: '2024-06-01', to: '2024-06-30' })).url)
  expect(new Set(lines.map(line => line.概述)).size).toBe(1200)
  expect(lines.map(line => line.报修时间)).toEqual(lines.map(line => line.报修时间).sort())
  expect(await codeOf(dispatcher().export({ from: '2024-07-01', to: '2024-07-31' }))).toBe('INVALID_INPUT:to')
  expect(await codeOf(dispatcher().export({ from: '2024-06-02', to: '2024-06-01' }))).toBe('INVALID_INPUT:to')
})
