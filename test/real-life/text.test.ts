import { codeFor } from '../account/people'
import { aCampus, anOutsider, aPerson, codeOfReply, press, rowIn } from '../attacks/campus'
import { reported } from '../make/tickets'

const world = aCampus([
  aPerson('x-k01', { name: '孔零一', account: 'K01', phone: '19900006001' }),
  aPerson('x-free', { name: '冯一', account: 'f-1', phone: '19900006002' }),
  anOutsider('x-visitor', '19900006003'),
])
const boss = () => world.as('a-system').directory
const draft = { departments: ['cs-se'], wechat: 'wx-1' }
let made = 0

/** Sends saveMember with the fields; a code of refusal, or the row as it is stored. */
async function saved(fields: object): Promise<string | Record<string, unknown>> {
  const input = { name: '安新来', account: `t-${++made}`, ...draft, ...fields }
  const reply = await press(world, 'a-system', 'directory.saveMember', input)
  return reply.ok ? rowIn(world, (reply.data as { id: string }).id)! : codeOfReply(reply)
}

const departmentNamed = async (name: string, more: object = { parent: 'university' }) =>
  codeOfReply(await press(world, 'a-system', 'directory.saveDepartment', { name, ...more }))

const names = async () => (await boss().tree({})).departments.map(({ name }) => name)

// The minute between two codes has gone by.
beforeEach(() => world.cloud.clock.advance(120_000))

test.each([
  '安　三丰',
  '安 三丰',
  '安\n三丰',
  '安\u200b三丰',
  '\u202e安三丰',
  '安\u3164三\u2060丰',
  '安\u180e三\ufe0f丰',
])('I5, B10: the name %j is stored and found as the name that it shows', async name => {
  const row = await saved({ name })
  expect(row).toMatchObject({ name: '安三丰' })
  for (const text of ['安三丰', 'ansanfeng', 'asf']) {
    const { items } = await boss().search({ text })
    expect(items.map(({ id }) => id)).toContain((row as { _id: string })._id)
  }
})

test('I5: Latin names keep one blank, and letters have one shape', async () => {
  expect(await saved({ name: 'Ａｎｎａ \u00a0 Lee' })).toMatchObject({ name: 'Anna Lee' })
  expect(await saved({ name: '买买提 • 艾力' })).toMatchObject({ name: '买买提·艾力' })
  expect(await saved({ name: '𠮷'.repeat(20) })).toMatchObject({ name: '𠮷'.repeat(20) })
})

test('I5: a department has one name, whatever cannot be seen in it', async () => {
  for (const twin of ['图书馆\u200b', '图书 馆', '图\n书馆', '图书馆\u3164'])
    expect(await departmentNamed(twin)).toBe('DEPARTMENT_NAME_TAKEN:name')
  expect(await departmentNamed('ＭＢＡ　中心（东）')).toBe('OK')
  expect(await names()).toContain('MBA中心（东）')
  for (const twin of ['mba中心(东)', 'MBA 中心（东）'])
    expect(await departmentNamed(twin)).toBe('DEPARTMENT_NAME_TAKEN:name')
})

test('I5: titles, places and posts are lines without hidden characters', async () => {
  const room = await world
    .as('a-room')
    .room.create({ name: '会议\u200b室\n甲', location: '明德楼\u2028一层', seats: 8 })
  expect(room).toMatchObject({ name: '会议室 甲', location: '明德楼 一层' })
  const place = { campus: '东\u2060校区', building: '明德\u200b楼', room: '３０１' }
  expect(await world.as('a-repair').repair.savePlace(place)).toMatchObject({
    campus: '东校区',
    building: '明德楼',
    room: '301',
  })
  expect(await saved({ posts: ['院\n长'] })).toMatchObject({ posts: ['院长'] })
})

test('I6, B10: a phone and a code are the digits that they show', async () => {
  const { account } = world.as('p-digits')
  await account.sendCode({ channel: 'sms', address: '\u202d１９９００００６００１\u202c' })
  const code = codeFor(world, '19900006001')
  const wide = code.replace(/\d/g, digit => String.fromCharCode(0xff10 + Number(digit)))
  expect(await account.verify({ address: '+86 199-0000-6001', code: wide })).toMatchObject({ id: 'x-k01' })
})

test.each([
  [{ phone: '8619900006101' }, { phone: '19900006101' }],
  [{ phone: "'19900006102" }, { phone: '19900006102' }],
  [{ phone: '="19900006103"' }, { phone: '19900006103' }],
  [{ phone: '008619900006104' }, { phone: '19900006104' }],
  [{ account: '２０２６９' }, { account: '20269' }],
  [{ account: "'0012" }, { account: '0012' }],
  [{ qq: '１２３４５６' }, { qq: '123456' }],
  [{ office: '０５７１－８８８８' }, { office: '0571-8888' }],
  [{ office: '="8001"' }, { office: '8001' }],
  [{ mail: 'Ａ－１＠example．edu' }, { mail: 'a-1@example.edu' }],
  [{ wechat: 'wx\u200b＿2' }, { wechat: 'wx_2' }],
])('I6: saving %j stores %j', async (given, stored) => {
  expect(await saved(given)).toMatchObject(stored)
})

test('I6: digits that show no number are still refused', async () => {
  expect(await saved({ phone: '1990000610' })).toBe('INVALID_INPUT:phone')
  expect(await saved({ account: "'" })).toBe('INVALID_INPUT:account')
  expect(await saved({ qq: '１２' })).toBe('INVALID_INPUT:qq')
})

test('I8, B10: accounts differ in more than case, and are stored as given', async () => {
  expect(await saved({ account: 'Zl9' })).toMatchObject({ account: 'Zl9', accountKey: 'zl9' })
  for (const account of ['zl9', 'ZL9', 'ｚＬ９'])
    expect(await saved({ account })).toBe('ALREADY_REGISTERED:account')
})

test('I8: a change of case keeps the account the person’s own', async () => {
  const { version } = rowIn(world, 'x-free') as { version: number }
  await boss().saveMember({ id: 'x-free', version, account: 'F-1' })
  expect(rowIn(world, 'x-free')).toMatchObject({ account: 'F-1', accountKey: 'f-1' })
  expect(await saved({ account: 'f-1' })).toBe('ALREADY_REGISTERED:account')
})

test('I8: a request to join under the account of a member is seen to be theirs', async () => {
  await world.as('p-case').account.apply({
    name: '安申请',
    departmentId: 'cs-se',
    post: '',
    account: 'k01',
    mail: 'p-case@example.edu',
  })
  const { items } = await boss().joinRequests({})
  const { id, version } = items.find(({ account }) => account === 'k01')!
  const reply = await press(world, 'a-system', 'directory.decideJoinRequest', { id, version, accept: true })
  expect(codeOfReply(reply)).toBe('ALREADY_REGISTERED:account')
})

test.each(['科研处/社科处', '科研处／社科处', '文学院;中文系', '文学院；中文系'])(
  'I9: a department cannot be called %s',
  async name => {
    expect(await departmentNamed(name)).toBe('INVALID_INPUT:name')
    expect(await departmentNamed(name, { id: 'library' })).toBe('INVALID_INPUT:name')
    expect((await names()).some(one => /[/;／；]/.test(one))).toBe(false)
  },
)

test('I9: a post with a separator stays one post', async () => {
  expect(await saved({ posts: ['院长/教授', '主任'] })).toMatchObject({ posts: ['院长/教授', '主任'] })
})

test('free text keeps its lines and emoji, without what turns letters round', async () => {
  const { id } = await reported(world, 'x-visitor', { detail: '第一行\r\n👩‍👧 第二行\u202e' })
  expect((await world.as('x-visitor').repair.get({ id })).detail).toBe('第一行\n👩‍👧 第二行')
})
