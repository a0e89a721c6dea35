import fc from 'fast-check'
import { HOUR } from '#contract/kernel/time'
import { gbk } from '../make/gbk'
import { full, seedNumber } from '../make/sampling'
import { csv, HEADINGS } from '../make/sheets'
import { uploadedBy } from '../make/upload'
import { errorCell, numberCell, sheetData, workbook } from '../make/workbooks'
import { aCampus, aPerson, checkedSheet, factsOf } from './campus'

/** People of another college, each found in another way. */
const elsewhere = ['account', 'phone', 'mail', 'nothing'].map((by, i) =>
  aPerson(`y-${by}`, {
    name: `柳${'一二三四'[i]}`,
    departments: ['lit-cn'],
    account: by === 'account' ? 'Y-1' : undefined,
    phone: by === 'phone' ? '19900007701' : undefined,
    mail: by === 'mail' ? 'y-mail@example.edu' : undefined,
    wechat: 'y',
  }),
)
const numbered = Array.from({ length: 14 }, (_, i) =>
  aPerson(`z-${i}`, { departments: ['lit-cn'], account: `Z-${i}`, phone: `199000078${10 + i}` }),
)
const world = aCampus([...elsewhere, ...numbered])
const as = 'a-college'
const rested = () => world.cloud.clock.advance(HOUR)

const checkFile = async (bytes: Buffer, name: string) => {
  const fileId = await uploadedBy(as, world.cloud, bytes, name)
  return world.as(as).directory.importCheck({ fileId })
}
describe('E-44: every row of another place stays as it is', () => {
  const homes = ['计算机学院', '文学院/中文系', '文学院/中文系;计算机学院']
  const finders = elsewhere.flatMap(person =>
    homes.flatMap(home => ['account', 'phone', 'mail', 'nothing'].map(by => ({ person, home, by }))),
  )
  test.each(finders)('E-44: $person.name into $home, named by $by', async ({ person, home, by }) => {
    rested()
    const before = JSON.stringify(factsOf(world, person._id))
    const account = by === 'account' ? (person.account ?? 'new-y') : 'NEW-Y'
    const phone = by === 'phone' ? (person.phone ?? '') : ''
    const mail = by === 'mail' ? (person.mail ?? '') : ''
    let view = await checkedSheet(
      world,
      as,
      [[person.name, account, 'evil', phone, mail, home, '校长']],
      by === 'nothing',
    )
    while (view.actions.includes('step') && view.state !== 'applied' && by !== 'nothing')
      view = await world.as(as).directory.importStep({ importId: view.id, release: true })
    expect(JSON.stringify(factsOf(world, person._id))).toBe(before)
    if (view.actions.includes('undo')) await world.as(as).directory.importUndo({ importId: view.id })
  })
})

const cell = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '计算机学院',
      '计算机学院/软件工程系',
      '文学院',
      'Y-1',
      '10001',
      '林知微',
      '19900007701',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      '无',
      '#N/A',
      '7701.0',
      '1E+20',
      '="1"',
      ' 199 0000 1001 ',
      '１２３',
      'a;b/c',
    ),
  },
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const rowsOf = fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 })
const xmlCell = fc.oneof(
  cell.map(text => text.replace(/[^\u0020-\ud7ff]/g, '')),
  fc.double().map(value => numberCell(String(value), 1)),
  fc.constantFrom(
    errorCell('#REF!'),
    '<c r="XFD9"/>',
    '<c r="ZZ99"><v>1</v></c>',
    '<c t="s"><v>7</v></c>',
    '<c/>',
  ),
)
const bookOf = fc
  .record({
    rows: fc.array(fc.array(xmlCell, { maxLength: 9 }), { maxLength: 8 }),
    state: fc.constantFrom('visible' as const, 'hidden' as const),
    format: fc.constantFrom('0', '00000000', 'yyyy', '0.0%', '[Red]0', '#,##0.00', '"', ';'),
    merged: fc.constantFrom('', '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>', '<broken'),
  })
  .map(({ rows, state, format, merged }) => {
    const sheets = [
      { xml: sheetData([HEADINGS]), state, name: '一' },
      { xml: sheetData([HEADINGS, ...rows]) + merged, name: '二' },
    ]
    return workbook(sheets, { formats: [format] })
  })
/** People who can be taken, so that some of the files are applied. */
const sound = fc
  .uniqueArray(fc.nat(99), { minLength: 1, maxLength: 8 })
  .map(numbers =>
    numbers.map(n => [`人${n}`, n % 2 ? `f-${n}` : `7701${n}.0`, 'w', '', '', '计算机学院/随机系', '无']),
  )
const encoded = fc
  .tuple(fc.oneof(rowsOf, sound), fc.constantFrom('utf8', 'utf16le', 'gbk', 'bytes'))
  .map(([rows, encoding]) => {
    const text = csv([HEADINGS, ...rows]).toString()
    if (encoding === 'gbk') return gbk(text)
    const mark = Buffer.from([0xff, 0xfe])
    if (encoding === 'utf16le') return Buffer.concat([mark, Buffer.from(text, 'utf16le')])
    return encoding === 'bytes'
      ? Buffer.concat([Buffer.from(text), Buffer.from([0x81, 0xff])])
      : Buffer.from(text)
  })
const damaged = fc
  .tuple(
    fc.oneof(bookOf, encoded),
    fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
  )
  .map(([bytes, changes]) => {
    const copy = Buffer.from(bytes)
    for (const [at, value] of changes) if (copy.length) copy[at % copy.length] = value
    return copy
  })

test('attack 14: random workbooks and CSV never end in INTERNAL, and change what the check showed', async () => {
  const outside = () =>
    JSON.stringify(
      [...elsewhere, ...numbered].map(({ _id }) => factsOf(world, _id)).concat(factsOf(world, 't-su')),
    )
  const before = outside()
  let applied = 0
  await fc.assert(
    fc.asyncProperty(fc.oneof(bookOf, encoded, damaged), async bytes => {
      rested()
      const name = bytes.subarray(0, 2).toString() === 'PK' ? 'random.xlsx' : 'random.csv'
      const view = await checkFile(bytes, name).catch(error => {
        expect(['FILE_UNUSABLE', 'TOO_OFTEN', 'INVALID_INPUT']).toContain(error.code)
      })
      if (!view?.actions.includes('step')) return
      const people = () => [...world.cloud.database.dump('members')].length
      const count = people()
      const done = await world.as(as).directory.importStep({ importId: view.id, release: true })
      expect(done).toMatchObject({ state: 'applied', counts: view.counts, kept: [] })
      expect(people() - count).toBe(view.counts.new)
      applied++
      expect(outside()).toBe(before)
      await world.as(as).directory.importUndo({ importId: view.id })
      expect(people()).toBe(count)
    }),
    { numRuns: full ? 2000 : 20, seed: seedNumber },
  )
  expect(applied).toBeGreaterThan(0)
}, 600_000)
