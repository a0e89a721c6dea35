import fc from 'fast-check'
import { zipSync } from 'fflate'
import { HOUR } from '#contract/kernel/time'
import { full, seedNumber } from '../make/sampling'
import { csv, HEADINGS } from '../make/sheets'
import { uploadedBy } from '../make/upload'
import { errorCell, numberCell, sheetData, workbook } from '../make/workbooks'
import { codeOf } from '../make/world'
import { aCampus, aPerson, checkedSheet, codeOfReply, factsOf, press, rowIn } from './campus'

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

const checkFile = async (bytes: Buffer, name: string, who = as) => {
  const fileId = await uploadedBy(who, world.cloud, bytes, name)
  return world.as(who).directory.importCheck({ fileId })
}
const line = (account: string, phone: string, homes = '计算机学院') => [
  '新人',
  account,
  'w',
  phone,
  '',
  homes,
  '',
]
const answers = (row: Record<string, unknown> | undefined) => (row?.clashes as { at: Date[] } | undefined)?.at

describe('attack 6: hidden numbers are not found by asking', () => {
  test('attack 6: a fault about a person elsewhere does not tell which number is theirs, and is counted', async () => {
    rested()
    const view = await checkedSheet(world, as, [line('q-1', '19900007810'), line('q-2', '19900009999')])
    expect(view.faults).toMatchObject([{ line: 2, column: '' }])
    expect(answers(rowIn(world, 'a-college'))).toHaveLength(1)
    const audit = rowIn(world, 'a-college')!.audit as { action: string }[] | undefined
    const moved = [...world.cloud.database.dump('audit_log')] as unknown as { action: string }[]
    expect([...(audit ?? []), ...moved].map(({ action }) => action)).toContain('clash')
  })

  test('attack 6: a sheet with more numbers than the allowance tells no line, and ends the hour', async () => {
    rested()
    const candidates = Array.from({ length: 60 }, (_, i) => line(`c-${i}`, `199000078${10 + i}`))
    const view = await checkedSheet(world, as, candidates)
    expect(view.faults.map(fault => fault.line)).toEqual([0])
    expect(await codeOf(checkedSheet(world, as, [line('q-3', '19900009999')]))).toBe('TOO_OFTEN')
    const save = { name: '新人', departments: ['cs'], phone: '19900009998' }
    expect(codeOfReply(await press(world, as, 'directory.saveMember', save))).toBe('TOO_OFTEN')
    rested()
    expect(await checkedSheet(world, as, [line('q-3', '19900009999')])).toMatchObject({ state: 'checked' })
  })

  test('attack 6: ALREADY_REGISTERED of people elsewhere is counted, of own people and accounts not', async () => {
    rested()
    const save = (claim: object) =>
      press(world, as, 'directory.saveMember', { name: '新人', departments: ['cs'], wechat: 'w', ...claim })
    const before = answers(rowIn(world, 'a-college'))!.length
    expect(codeOfReply(await save({ account: 'Z-1' }))).toBe('ALREADY_REGISTERED:account')
    expect(codeOfReply(await save({ phone: '19900000001' }))).toBe('ALREADY_REGISTERED:phone')
    expect(answers(rowIn(world, 'a-college'))).toHaveLength(before)
    for (let i = 0; i < 10; i++)
      expect(codeOfReply(await save({ phone: `199000078${10 + i}` }))).toBe('ALREADY_REGISTERED:phone')
    expect(codeOfReply(await save({ phone: '19900007820' }))).toBe('TOO_OFTEN')
  })
})

describe('attack 14: a small file does not spend the memory', () => {
  const far = (address: string) =>
    workbook([
      {
        xml: `${sheetData([HEADINGS]).replace('</sheetData>', '')}<row><c r="${address}"><v>1</v></c></row></sheetData>`,
      },
    ])
  test.each(['ZZ30000', 'XFD1048576', 'A20002', 'AY2'])('attack 14: one cell at %s is a fault', async at => {
    rested()
    expect(await checkFile(far(at), 'far.xlsx')).toMatchObject({ state: 'faulty', faults: [{}] })
  })

  test('attack 14: a far cell that shows nothing does no harm', async () => {
    rested()
    const rows = sheetData([HEADINGS, line('f-1', '')]).replace(
      '</row></sheetData>',
      '<c r="XFD2" s="0"/></row></sheetData>',
    )
    expect(await checkFile(workbook([{ xml: rows }]), 'style.xlsx')).toMatchObject({ state: 'checked' })
  })

  test('attack 14: a workbook that unpacks to more than 50 MB is refused by its directory', async () => {
    rested()
    const bomb = Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(52_500_000) }))
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(await codeOf(checkFile(bomb, 'bomb.xlsx'))).toBe('FILE_UNUSABLE:fileId')
  })

  const head = `${HEADINGS.join(',')}\n`
  test.each([
    ['blank lines', '\n'.repeat(5_000_000)],
    ['commas', ','.repeat(5_000_000)],
    ['blank lines before a word', `${head}${'\n'.repeat(5_000_000)}x`],
    ['commas before a word', `${head}${','.repeat(5_000_000)}x`],
    ['lines of commas', `${head}${',\n'.repeat(2_500_000)}x`],
    ['quotes', '"'.repeat(4_999_999)],
    ['one long word', `${head}${'长'.repeat(1_600_000)}`],
  ])('attack 14: five megabytes of %s end in a clear answer', async (_what, text) => {
    rested()
    const answer = await checkFile(Buffer.from(text), 'big.csv').catch(error => error)
    expect(answer.state ?? answer.code).toMatch(/^(?:faulty|FILE_UNUSABLE)$/)
    expect(JSON.stringify(answer).length).toBeLessThan(100_000)
  })
})

describe('attack 18: one sheet does not use up the departments', () => {
  const path = (levels: number) =>
    ['计算机学院', ...Array.from({ length: levels - 1 }, (_, i) => `d${i}`)].join('/')
  test('attack 18: a department has at most eight levels', async () => {
    rested()
    expect(await checkedSheet(world, as, [line('d-1', '', path(8))])).toMatchObject({ state: 'checked' })
    for (const levels of [9, 1984]) {
      const { faults } = await checkedSheet(world, as, [line('d-1', '', path(levels))])
      expect(faults).toMatchObject([{ line: 2, column: '部门' }])
    }
  })

  test('attack 18: a college makes at most 100 departments an import, the university more', async () => {
    rested()
    const rows = Array.from({ length: 101 }, (_, i) => line(`n-${i}`, '', `计算机学院/新系${i}`))
    expect((await checkedSheet(world, as, rows)).faults).toMatchObject([{ column: '部门' }])
    expect(await checkedSheet(world, as, rows.slice(1))).toMatchObject({ state: 'checked' })
    expect(await checkedSheet(world, 'a-system', rows)).toMatchObject({ state: 'checked' })
  })
})

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
const encoded = fc.tuple(rowsOf, fc.constantFrom('utf8', 'utf16le', 'bytes')).map(([rows, encoding]) => {
  const text = csv([HEADINGS, ...rows]).toString()
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
      expect(outside()).toBe(before)
      await world.as(as).directory.importUndo({ importId: view.id })
      expect(people()).toBe(count)
    }),
    { numRuns: full ? 2000 : 20, seed: seedNumber },
  )
}, 600_000)
