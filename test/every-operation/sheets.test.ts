import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import readSheet from 'read-excel-file/node'
import { toAscii, toLine, toName } from '#contract/kernel/canonical-text'
import { dateOf } from '#contract/kernel/time'
import { HOSTILE } from '../make/hostile'
import { csv, HEADINGS } from '../make/sheets'
import { uploadedBy } from '../make/upload'
import { aWorld } from '../make/world'

const world = aWorld()
const WHO = 'd-logistics'
const trimmed = HOSTILE.map(text => text.trim())
const summaries = trimmed.filter(text => text.length <= 60)
const lines = summaries.map(toLine)
/** The beginnings of cells that a spreadsheet runs, in both widths, also behind invisible letters; or of a new line. */
const RUNS = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u

beforeAll(async () => {
  for (const summary of summaries) {
    const building = summary.length <= 30 ? summary : '明德楼'
    const input = { categoryId: 'c-water', place: { building, room: '' }, summary, detail: summary }
    await world.as(WHO).repair.create(input).catch(refusedOnly)
  }
})
const made = () =>
  [...world.cloud.database.dump('tickets')].filter(({ reporter }) => (reporter as { id: string }).id === WHO)
const refusedOnly = (error: { code?: string }) => {
  if (error.code !== 'INVALID_INPUT') throw error
}

const fetched = async (url: string) => Buffer.from(await (await fetch(encodeURI(url))).arrayBuffer())
const cellsOf = (file: Buffer): string[][] => parse(file, { bom: true, relaxColumnCount: true })

/** The cell of a text: one that would be run has the sign that makes it text. */
const cell = (text: string) => (RUNS.test(text) ? `'${text}` : text)
const written = () => made().map(({ summary }) => String(summary))
const missing = (cells: unknown[], texts: string[]) => texts.filter(text => !cells.includes(text))

function expectHarmless(rows: string[][]): void {
  expect(rows.flat().filter(one => RUNS.test(one))).toEqual([])
  expect(missing(rows.flat(), written().map(cell))).toEqual([])
  expect(written().filter(text => RUNS.test(text)).length).toBeGreaterThan(10)
}

const exported = async (format: 'csv' | 'xlsx') => {
  const today = dateOf(world.cloud.clock.now())
  const { url } = await world.as(WHO).repair.export({ from: today, to: today, format })
  return fetched(url)
}

test('every summary that the contract takes is on the list of tickets', () => {
  expect(made().length).toBeGreaterThan(35)
  for (const { summary, detail } of made())
    expect([lines, toLine(String(detail))]).toEqual([expect.arrayContaining([summary]), summary])
})

test('tickets as CSV: what looks like a formula is text, and every word is there as it was written', async () => {
  expectHarmless(cellsOf(await exported('csv')))
})

test('tickets as a workbook: every word is a cell of text, as it was written', async () => {
  const file = await exported('xlsx')
  const xml = strFromU8(unzipSync(new Uint8Array(file))['xl/sheet.xml']!)
  expect(xml).not.toMatch(/<f[ >]|t="(?!inlineStr)|[\ufffe\uffff\r]/)
  const [sheet] = (await readSheet(file)) as unknown as { data: unknown[][] }[]
  expect(missing(sheet!.data.flat(), written())).toEqual([])
})

test.each([
  ['their own export', () => world.as(WHO).account.export({})],
  ['the console’s export of them', () => world.console.exportPerson({ id: WHO })],
])('%s: the JSON has every word, and in the CSV none is a formula', async (_, asked) => {
  const { json, csv } = await asked()
  const { tickets } = JSON.parse((await fetched(json)).toString()) as { tickets: { summary: string }[] }
  expect(
    missing(
      tickets.map(({ summary }) => summary),
      written(),
    ),
  ).toEqual([])
  expectHarmless(cellsOf(await fetched(csv)))
})

test('a sheet of people: each name is taken as it was written, or its line is at fault', async () => {
  const rows = trimmed.map((name, i) => [name, `h-${i}`, name, '', `h-${i}@example.edu`, '图书馆', '馆员'])
  const fileId = await uploadedBy('a-system', world.cloud, csv([HEADINGS, ...rows]))
  const { faults } = await world.as('a-system').directory.importCheck({ fileId })
  const good = rows.filter((_, i) => !faults.some(({ line }) => line === i + 2))
  expect(good.length).toBeGreaterThan(20)
  const second = await uploadedBy('a-system', world.cloud, csv([HEADINGS, ...good]), 'good.csv')
  const { id } = await world.as('a-system').directory.importCheck({ fileId: second })
  await world.as('a-system').directory.importStep({ importId: id })
  const people = [...world.cloud.database.dump('members')].filter(({ account }) =>
    /^h-/.test(String(account)),
  )
  const taken = people.map(({ name, account, wechat }) => ({ name, account, wechat }))
  expect(taken).toHaveLength(good.length)
  for (const [name, account, wechat] of good)
    expect(taken).toContainEqual({ name: toName(name!), account, wechat: toAscii(wechat!) })
})
