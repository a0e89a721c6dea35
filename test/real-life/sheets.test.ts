import { zipSync } from 'fflate'
import type { ImportView } from '#contract/directory'
import { shownNumber } from '../../cloudfunctions/directory/imports/sheet/number-format'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { gbk } from '../make/gbk'
import { csv, HEADINGS } from '../make/sheets'
import { uploadedBy } from '../make/upload'
import { errorCell, numberCell, type SheetParts, sheetData, workbook } from '../make/workbooks'
import { aWorld, codeOf } from '../make/world'

const world = aWorld()
const directory = world.as('a-system').directory

async function check(bytes: Buffer, name = 'roster.xlsx', complete = false): Promise<ImportView> {
  const fileId = await uploadedBy('a-system', world.cloud, bytes, name)
  return directory.importCheck({ fileId, name, complete })
}
const checkCsv = (rows: string[][]) => check(csv(rows), 'roster.csv')
const sheetOf = (...rows: string[][]): SheetParts => ({ xml: sheetData([HEADINGS, ...rows]) })
const checkSheet = (...rows: string[][]) => check(workbook([sheetOf(...rows)], { formats: FORMATS }))
const FORMATS = ['00000000', 'yyyy/m/d']

const places = ({ faults }: ImportView) => faults.map(({ line, column }) => `${line} ${column}`)
const newcomer = (account: string, ...rest: string[]) => {
  const [phone = '', departments = '图书馆', posts = ''] = rest
  return ['赵小七', account, 'zxq', phone, '', departments, posts]
}
const people = () => [...world.cloud.database.dump('members')] as unknown as Member[]
const rosterRows = () =>
  people()
    .filter(({ kind, account, state }) => kind !== 'outside' && account && state !== 'left')
    .map(({ name, account, phone = '', mail = '' }) => [name, account!, '', phone, mail, '图书馆', ''])

describe('I1: numbers are read as the digits that a person sees', () => {
  test.each([
    ['7701.0', '', '7701'],
    ['7701', '00000000', '00007701'],
    ['20260001.000000004', '', '20260001'],
    ['1.9900001001E10', 'General', '19900001001'],
    ['19900001001', '000-0000-0000', '199-0000-1001'],
    ['10001', '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"??_ ;_ @_ ', '10001'],
    ['7701', '"A"0000', 'A7701'],
    ['7701', '0.00', '7701'],
    ['0', '0', '0'],
  ])('I1: %s in the format “%s” shows %s', (stored, format, shown) => {
    expect(shownNumber(stored, format)).toBe(shown)
  })

  test.each([
    ['4.2010119900307001E+17', ''],
    ['420101199003070000', '0'],
    ['1e15', ''],
    ['7701.5', ''],
    ['0.3', '0'],
    ['45000', 'yyyy/m/d'],
    ['45000', 'm"月"d"日";@'],
    ['0.5', 'h:mm'],
    ['7701', '0%'],
    ['7701000', '0,'],
    ['7', '[DBNum1]0'],
    ['19900001001', '[<=9999999]###-####;(###) ###-####'],
    ['7701', ';;;'],
  ])('I1: %s in the format “%s” is a fault', (stored, format) => {
    expect(shownNumber(stored, format)).toEqual({ reason: expect.any(String) })
  })

  test('I1: accounts and phones of a workbook are taken as they are shown', async () => {
    const view = await checkSheet(
      newcomer(numberCell('7701.0'), numberCell('1.9900001001E10')),
      newcomer(numberCell('7702', 1)),
    )
    expect(view).toMatchObject({ state: 'checked', counts: { new: 2 } })
    expect(view.samples.map(({ account }) => account)).toEqual(['7701', '00007702'])
  })

  test('I1: numbers of a program in CSV are taken as their figures, others are faults of their cells', async () => {
    const good = await checkCsv([HEADINGS, newcomer('7701.0', '19900001001.0')])
    expect(good).toMatchObject({ state: 'checked', samples: [{ account: '7701' }] })
    const bad = await checkCsv([
      HEADINGS,
      newcomer('4.2010119900307E+17'),
      newcomer('7701.5'),
      newcomer('z-1', '1.99E+10'),
    ])
    expect(places(bad)).toEqual(['2 账号', '3 账号', '4 手机'])
  })

  test('I1: a whole roster with floats as accounts changes no account', async () => {
    const rows = rosterRows().map(([name, account, ...rest]) => [name!, numberCell(`${account}.0`), ...rest])
    const view = await checkSheet(...rows)
    expect(view.faults).toEqual([])
    expect(JSON.stringify(view.samples)).not.toContain('账号')
  })

  test('I1: a run that renames most accounts waits for a yes', async () => {
    const [first, ...rows] = rosterRows()
    expect(first).toBeDefined()
    // The same people by phone and mail, and all under accounts of a new scheme.
    const renamed = rows.map(([name, account, ...rest]) => [name!, `n${account}`, ...rest])
    const view = await check(csv([HEADINGS, ...renamed]), 'roster.csv', true)
    expect(view.state === 'held' || view.state === 'faulty').toBe(true)
  })
})

describe('I4: errors and placeholders are no people and no departments', () => {
  test('I4: an error as text is a fault that names its cell', async () => {
    const view = await checkCsv([HEADINGS, ['#N/A', 'zs1', '', '19900001001', '', '#N/A', '#N/A']])
    expect(places(view).sort()).toEqual(['2 姓名', '2 职位', '2 部门'])
    expect(view.newDepartments).toEqual([])
  })

  test.each(['#N/A', '#REF!', '#VALUE!', '#NAME?', '#DIV/0!', '#NULL!', '#NUM!'])(
    'I4: the cell error %s does not count as an empty cell',
    async error => {
      const lin = ['林知微', '10001', '', '', 't-lin@example.edu', '计算机学院/软件工程系']
      expect(places(await checkSheet([...lin, errorCell(error)]))).toEqual(['2 职位'])
      expect(places(await checkCsv([HEADINGS, newcomer('zs1', '', `图书馆;${error}`)]))).toEqual(['2 部门'])
    },
  )

  test.each(['-', '/', '无', '暂无', '—', 'N/A'])(
    'I4: the placeholder %s means an empty cell',
    async mark => {
      const view = await checkCsv([HEADINGS, ['赵小七', 'z-1', mark, '19900001001', mark, '图书馆', mark]])
      expect(view).toMatchObject({ state: 'checked', counts: { new: 1 } })
      const none = await checkCsv([HEADINGS, ['赵小七', 'z-1', mark, '', '', '图书馆', '']])
      expect(none.faults).toMatchObject([
        { line: 2, column: '', reason: expect.stringContaining('至少填一项') },
      ])
      const needed = await checkCsv([HEADINGS, [mark, mark, 'zxq', '', '', `图书馆/${mark};${mark}`, '']])
      expect(places(needed).slice(0, 2)).toEqual(['2 姓名', '2 账号'])
      expect(needed.newDepartments).toEqual([])
    },
  )

  test('I4: a formula without a result is a fault', async () => {
    const view = await checkSheet(newcomer('<c><f>A1&amp;"x"</f></c>'))
    expect(places(view)).toEqual(['2 账号'])
  })
})

describe('I9: a separator inside a name', () => {
  test('I9: a path of a sheet parts levels and departments alone', async () => {
    const view = await checkCsv([HEADINGS, newcomer('z-1', '', '科研处/平台科;图书馆', '院长/教授')])
    expect(view.newDepartments).toEqual(['科研处', '平台科'])
    expect(view.samples[0]!.after).toContain('院长/教授')
  })
})

describe('a workbook is read as it is seen', () => {
  const other = (name: string, state: SheetParts['state']): SheetParts => ({
    ...sheetOf(newcomer('old-1')),
    name,
    state,
  })
  test('I1: hidden sheets are not read, and sheets that are left out are named', async () => {
    const seen = { ...sheetOf(newcomer('new-1')), name: '名单' }
    const empty = { xml: '<sheetData/>', name: '空' }
    const book = [other('去年', 'hidden'), other('底稿', 'veryHidden'), empty, seen, other('附表', 'visible')]
    const view = await check(workbook(book))
    expect(view.samples.map(({ account }) => account)).toEqual(['new-1'])
    expect(view.notes).toEqual([expect.stringContaining('“去年”、“底稿”、“附表”')])
  })

  test('I1: hidden lines and hidden columns that would be read are faults', async () => {
    const hidden = sheetData([HEADINGS, newcomer('a-1'), newcomer('a-2')]).replace(
      /<row>(?!.*<row>)/,
      '<row hidden="1">',
    )
    expect(places(await check(workbook([{ xml: hidden }])))).toEqual(['3 '])
    const column = `<cols><col min="4" max="4" hidden="1"/></cols>${sheetData([HEADINGS, newcomer('a-1')])}`
    expect(places(await check(workbook([{ xml: column }])))).toEqual(['1 手机'])
  })

  test('I1: columns that are not used are named in the check', async () => {
    const view = await checkCsv([
      [...HEADINGS, '身份证号', ''],
      [...newcomer('z-1'), '420101199003070000', 'x'],
    ])
    expect(view).toMatchObject({ state: 'checked', notes: ['没有用到的列：身份证号、I 列'] })
  })

  test('I1: a department that is merged over several lines counts for each', async () => {
    const rows = sheetData([HEADINGS, newcomer('m-1'), newcomer('m-2', '', '<c/>')])
    const xml = `${rows}<mergeCells><mergeCell ref="F2:F3"/></mergeCells>`
    const view = await check(workbook([{ xml }]))
    expect(view).toMatchObject({ state: 'checked', counts: { new: 2 } })
    expect(view.samples.every(({ after }) => after!.includes('图书馆'))).toBe(true)
  })

  test('I1: rich text and letters beyond 16 bits are read, the way a text is read aloud is not', async () => {
    const strings = ['<r><t>赵</t></r><r><t>&#x20BB7;</t></r><rPh><t>zhao</t></rPh>']
    const row = ['<c t="s"><v>0</v></c>', ...newcomer('r-1').slice(1)]
    const view = await check(workbook([sheetOf(row)], { strings }))
    expect(view.samples[0]!.name).toBe('赵𠮷')
  })

  test('I1: text in UTF-16, as spreadsheets save it with tabs, is read', async () => {
    const text = [HEADINGS, newcomer('u-1')].map(row => row.join('\t')).join('\r\n')
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    expect(await check(bytes, 'roster.csv')).toMatchObject({ state: 'checked', counts: { new: 1 } })
    const big = Buffer.from(bytes).swap16()
    expect(await check(big, 'roster.csv')).toMatchObject({ state: 'checked', counts: { new: 1 } })
  })

  test('I1: CSV in GBK, as Excel on Chinese Windows saves it, is read', async () => {
    const view = await check(
      gbk(csv([HEADINGS, ['赵鑫喆', ...newcomer('gbk-1').slice(1)]]).toString()),
      'roster.csv',
    )
    expect(view).toMatchObject({ state: 'checked', counts: { new: 1 } })
    expect(view.samples[0]!.name).toBe('赵鑫喆')
  })
})

test('I1: a workbook that names its own entities and one that is no zip are refused', async () => {
  const evil = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
  const xml = sheetData([HEADINGS, newcomer('&b;')])
  const view = await check(workbook([{ xml: `${evil}${xml}` }])).catch(error => error)
  expect(view.code ?? view.state).toMatch(/FILE_UNUSABLE|faulty/)
  const other = Buffer.from(zipSync({ 'word/document.xml': new Uint8Array(10) }))
  expect(await codeOf(check(other))).toBe('FILE_UNUSABLE:fileId')
})
