import { unzipSync, zipSync } from 'fflate'
import { HOUR } from '#contract/kernel/time'
import { HEADINGS } from '../make/sheets'
import { uploadedBy } from '../make/upload'
import { sheetData, workbook } from '../make/workbooks'
import { codeOf } from '../make/world'
import { aCampus, aPerson, checkedSheet, codeOfReply, press, rowIn } from './campus'

/** People of another college, with numbers in a row. */
const numbered = Array.from({ length: 14 }, (_, i) =>
  aPerson(`z-${i}`, { departments: ['lit-cn'], account: `Z-${i}`, phone: `199000078${10 + i}` }),
)
const world = aCampus(numbered)
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
    const view = await checkFile(far(at), 'far.xlsx')
    expect(view).toMatchObject({ state: 'faulty', faults: [{ reason: expect.stringMatching(/最多/) }] })
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
    const parts = unzipSync(workbook([{ xml: sheetData([HEADINGS, line('f-2', '')]) }]))
    parts['xl/media/image1.bmp'] = new Uint8Array(52_500_000)
    const bomb = Buffer.from(zipSync(parts))
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(await codeOf(checkFile(bomb, 'bomb.xlsx'))).toBe('FILE_UNUSABLE:fileId')
  })

  test('attack 14: a sheet that is too large for the memory of a function is refused by its size', async () => {
    rested()
    const parts = unzipSync(workbook([{ xml: sheetData([HEADINGS]) }]))
    parts['xl/worksheets/s1.xml'] = new Uint8Array(30_000_000).fill(32)
    expect(await codeOf(checkFile(Buffer.from(zipSync(parts)), 'large.xlsx'))).toBe('FILE_UNUSABLE:fileId')
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
