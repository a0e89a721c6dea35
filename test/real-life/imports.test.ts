import type { ImportView } from '#contract/directory'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { csv, HEADINGS, xlsx } from '../make/sheets'
import { uploadedBy } from '../make/upload'
import { aWorld, codeOf } from '../make/world'

const world = aWorld()
const directory = world.as('a-system').directory

async function check(bytes: Buffer, name = 'roster.xlsx'): Promise<ImportView> {
  const fileId = await uploadedBy('a-system', world.cloud, bytes, name)
  return directory.importCheck({ fileId, name })
}
const checkCsv = (rows: string[][]) => check(csv(rows), 'roster.csv')
const places = ({ faults }: ImportView) => faults.map(({ line, column }) => `${line} ${column}`)
const newcomer = (account: string, ...rest: string[]) => {
  const [phone = '', departments = '图书馆', posts = ''] = rest
  return ['赵小七', account, 'zxq', phone, '', departments, posts]
}
const people = () => [...world.cloud.database.dump('members')] as unknown as Member[]

describe('X1, X2: a sheet that changes nothing', () => {
  const same = async () => {
    const lin = people().find(({ account }) => account === '10001')!
    const row = [lin.name, '10001', '', lin.phone!, lin.mail!, '计算机学院/软件工程系', lin.posts.join('/')]
    return check(xlsx([HEADINGS, row]))
  }
  test('X1: a sheet that changes nothing ends with its check, and a step answers the same', async () => {
    const view = await same()
    expect(view).toMatchObject({ state: 'applied', actions: [], counts: { same: 1 } })
    expect(await directory.importStep({ importId: view.id })).toEqual(view)
  })

  test('X2: undoing an import that changed nothing refuses before any write', async () => {
    const view = await same()
    const row = () =>
      JSON.stringify([...world.cloud.database.dump('imports')].find(({ _id }) => _id === view.id))
    const before = row()
    expect(await codeOf(directory.importUndo({ importId: view.id }))).toBe('IMPORT_WRONG_STATE')
    expect(row()).toBe(before)
  })

  test('X2: an import whose plan is gone refuses before any write', async () => {
    const view = await checkCsv([HEADINGS, newcomer('gone-1')])
    const row = () =>
      JSON.stringify([...world.cloud.database.dump('imports')].find(({ _id }) => _id === view.id))
    const before = row()
    await world.cloud.database.remove({
      collection: 'import_rows',
      filter: { importId: view.id },
      multi: true,
    })
    expect(await codeOf(directory.importStep({ importId: view.id }))).toBe('IMPORT_WRONG_STATE')
    expect(row()).toBe(before)
  })
})

test('X5: a wrong heading does not say that the sheet is empty, and an empty sheet does', async () => {
  const wrong = await checkCsv([['姓名', '人员编号', '手机', '部门'], newcomer('z-1')])
  expect(places(wrong)).toEqual(['1 账号'])
  for (const rows of [[[' ']], [['', '']], [HEADINGS]])
    expect((await checkCsv(rows)).faults).toEqual([{ line: 1, column: '', reason: '表里没有人' }])
})

test('X5: headings are found below a title', async () => {
  const view = await checkCsv([['云麓大学教职工名单'], [], HEADINGS, newcomer('t-1')])
  expect(view).toMatchObject({ state: 'checked', counts: { new: 1 } })
})

test('S3: swaps of phones, mails and accounts within one run work, and are taken back', async () => {
  const [one, two] = ['10001', '10002'].map(account => people().find(found => found.account === account)!)
  const home = { '10001': '计算机学院/软件工程系', '10002': '文学院/中文系' } as Record<string, string>
  const row = (who: Member, with_: Member) => [
    who.name,
    who.account!,
    '',
    with_.phone!,
    with_.mail!,
    home[who.account!]!,
    who.posts.join('/'),
  ]
  const view = await checkCsv([HEADINGS, row(one!, two!), row(two!, one!)])
  expect(view).toMatchObject({ state: 'checked', faults: [] })
  const done = await directory.importStep({ importId: view.id })
  const now = (account: string) => people().find(found => found.account === account)!
  expect(done).toMatchObject({ state: 'applied', kept: [] })
  expect([now('10001').phone, now('10002').phone]).toEqual([two!.phone, one!.phone])
  expect([now('10001').mail, now('10002').mail]).toEqual([two!.mail, one!.mail])
  expect(await directory.importUndo({ importId: view.id })).toMatchObject({ state: 'undone', kept: [] })
  expect([now('10001').phone, now('10002').phone]).toEqual([one!.phone, two!.phone])
})

test('S3: a new colleague takes the phone that another gives up in the same run', async () => {
  const lin = people().find(({ account }) => account === '10001')!
  const home = '计算机学院/软件工程系'
  const rows = [newcomer('p-1', lin.phone!), [lin.name, '10001', '', '19900009001', '', home, '副教授']]
  const view = await checkCsv([HEADINGS, ...rows])
  expect(await directory.importStep({ importId: view.id })).toMatchObject({ state: 'applied', kept: [] })
  expect(people().find(({ account }) => account === 'p-1')!.phone).toBe(lin.phone)
  await directory.importUndo({ importId: view.id })
  expect(people().find(({ account }) => account === '10001')!.phone).toBe(lin.phone)
})

test('S3: what is applied is what the check showed', async () => {
  const view = await checkCsv([HEADINGS, newcomer('w-1', '', '新院/新系')])
  const done = await directory.importStep({ importId: view.id })
  expect(done.counts).toEqual(view.counts)
  const made = (await directory.tree({})).departments.map(({ name }) => name)
  expect(made).toEqual(expect.arrayContaining(view.newDepartments))
  await directory.importUndo({ importId: view.id })
})
