import { ERASED_WORDS } from '#contract/account'
import { joinRequestId } from '../../cloudfunctions/account/join-request'
import { collections } from '../../database-schema'
import { holdings, KEPT } from '../../database-schema/holdings'
import { pathOf } from '../../scripts/local-cloud/storage/file-id'
import { ticketIn } from '../make/materials'
import { jpeg } from '../make/media'
import { tick } from '../make/messages'
import { seen } from '../make/seen'
import { signatureOf } from '../make/system'
import { dispatched, reported } from '../make/tickets'
import { slot } from '../make/time'
import { uploadedBy } from '../make/upload'
import { codeOf } from '../make/world'
import { aWorldWith, codeFor, codeSent, onRoster, rowOf } from './people'

const secret = {
  openid: 'o-leaver',
  account: 'ACC-4711',
  phone: '19900004711',
  mail: 'leaver@example.edu',
  qq: '47114711',
}
const named = { name: '=易无名', wechat: '@yiwuming' }
const world = aWorldWith([
  onRoster('p-leaver', { ...secret, ...named }),
  onRoster('p-gone', {
    name: '曾在此',
    account: 'ACC-GONE',
    phone: '19900004712',
    openid: 'o-gone',
    state: 'left',
    leftAt: new Date(),
  }),
])
const days = (count: number) => world.cloud.clock.advance(count * 24 * 3600_000)
const night = () => world.cloud.invoke('account', {}, { source: 'wx_trigger' })
const accounts = (as: string) => world.as(as).account
const everything = () =>
  JSON.stringify(world.cloud.database.collectionNames().map(name => [...world.cloud.database.dump(name)]))
const paths = async (folder: string) =>
  (await world.cloud.files.list()).map(({ path }) => path).filter(path => path.startsWith(folder))
const textAt = async (address: string) => (await fetch(encodeURI(address))).text()
const put = (collection: string, ...documents: object[]) =>
  world.cloud.database.insert({ collection, documents: documents as never })
/** The call of one function by another on the console's behalf. */
const asSystem = async (op: string, input: object) => {
  const { result } = await world.cloud.invoke(
    'account',
    { op, input, system: signatureOf({ fn: 'account', op, input }) },
    { source: 'wx_unknown,scf' },
  )
  return JSON.parse(result!)
}

test('B12, B13: every collection with personal data is somebody’s to export and erase, or says why it is kept', () => {
  const known = new Set(['members', ...holdings.map(({ collection }) => collection), ...Object.keys(KEPT)])
  const personal = collections.filter(({ fields }) => Object.values(fields).some(field => field.personal))
  expect(personal.map(({ name }) => name).filter(name => !known.has(name))).toEqual([])
  for (const { collection, path } of holdings.filter(({ path }) => path !== '_id'))
    expect(
      collections
        .find(({ name }) => name === collection)
        ?.indexes.some(({ keys }) => Object.keys(keys)[0]!.endsWith(path)),
    ).toBe(true)
})

test('consent is remembered with the version that was agreed to', async () => {
  expect((await accounts('leaver').me({})).consent).toBeUndefined()
  expect((await accounts('leaver').consent({ version: 1 })).consent).toBe(1)
  expect(await codeOf(accounts('leaver').consent({ version: 2 as never }))).toBe('INVALID_INPUT:version')
})

test('B12: an export holds everything that is tagged personal, as JSON and as a sheet that runs no formula', async () => {
  const at = new Date()
  await put('messages', { _id: 'm-1', to: 'p-leaver', title: '给你的', text: '正文', at })
  await put('consents', { _id: 'c-1', openid: secret.openid, template: 'T', at })
  await put('audit_log', {
    _id: 'a-1',
    at,
    action: 'freeze',
    by: { id: 'a-system', name: '沈系明' },
    target: { kind: 'member', id: 'p-leaver', name: named.name },
    before: { phone: '199****4711' },
  })
  await world.as('leaver').room.reserve({ roomId: 'r-102', ...slot(3, 9, 10), title: '我的会' })
  const { json, csv } = await accounts('leaver').export({}, { key: 'one-press' })
  const held = JSON.parse(await textAt(json))
  expect(held.members).toMatchObject([{ ...secret, ...named, consent: { version: 1 } }])
  expect(held.messages).toMatchObject([{ title: '给你的' }])
  expect(held.consents).toMatchObject([{ template: 'T' }])
  expect(held.audit_log).toMatchObject([{ before: { phone: '199****4711' } }])
  expect(held.audit_log[0].by).toBeUndefined()
  expect(held.rooms).toMatchObject([{ title: '我的会', holder: { name: named.name } }])
  const sheet = await textAt(csv)
  expect(sheet).toContain(`"'${named.name}"`)
  expect(sheet).toContain(`"'${named.wechat}"`)
  expect(sheet).not.toMatch(/,"[=+\-@]/)
})

test('B12: the same press gives the same files; the addresses last 15 minutes and the files a day', async () => {
  const made = await accounts('leaver').export({}, { key: 'again' })
  expect(await accounts('leaver').export({}, { key: 'again' })).toEqual(made)
  expect((await fetch(encodeURI(made.json))).status).toBe(200)
  world.cloud.clock.advance(16 * 60_000)
  expect((await fetch(encodeURI(made.json))).status).toBe(403)
  await night()
  expect((await paths('exports/')).length).toBeGreaterThan(0)
  days(2)
  await night()
  expect(await paths('exports/')).toEqual([])
})

test('B13: a person who asks to be erased has a week to change their mind', async () => {
  const { erasedAt } = await accounts('t-su').erase({})
  expect((Date.parse(erasedAt!) - world.cloud.clock.now()) / 86_400_000).toBeCloseTo(7, 1)
  days(6)
  await night()
  expect((await accounts('t-su').keep({})).erasedAt).toBeUndefined()
  days(2)
  await night()
  expect(await accounts('t-su').me({})).toMatchObject({ state: 'active', name: '苏青禾' })
})

test('B13: the last system administrator cannot be erased', async () => {
  expect(await codeOf(accounts('a-system').erase({}))).toBe('LAST_ADMINISTRATOR')
  expect(rowOf(world, 'a-system')!.erasedAt).toBeUndefined()
})

test('B13: after a week nothing of the person is left, in no collection and in no file', async () => {
  await accounts('leaver').avatar({ fileId: await uploadedBy('leaver', world.cloud, jpeg(), '1.jpg') })
  await put('join_requests', {
    _id: 'q-1',
    openid: secret.openid,
    state: 'refused',
    name: named.name,
    phone: secret.phone,
    at: new Date(),
  })
  await put('room_history', {
    _id: 'h-1',
    holderId: 'p-leaver',
    holder: { id: 'p-leaver', name: named.name, phone: secret.phone },
    from: new Date(),
    to: new Date(),
  })
  const request = { kind: 'joinRequest', id: joinRequestId(secret.openid), name: named.name }
  await put('audit_log', {
    _id: 'a-2',
    at: new Date(),
    action: 'decideJoinRequest',
    by: { id: 'a-system' },
    target: request,
  })
  await put('repair_workers', { _id: 'p-leaver', name: named.name, skills: [], load: 0 })
  const month = { month: '2026-03', by: 'worker', key: 'p-leaver', name: named.name, count: 1 }
  await put('repair_stats', { _id: '2026-03-worker-p-leaver', ...month })
  for (const hour of [9, 11, 13])
    await world.as('leaver').room.reserve({ roomId: 'r-102', ...slot(20, hour, hour + 1), title: '以后的会' })
  const photo = await uploadedBy('leaver', world.cloud, jpeg(), '2.jpg')
  const { id } = await reported(world, 'leaver', { photos: [photo] })
  const [kept] = ticketIn(world.cloud, id).photos!
  // The desk's mail goes out before the week is over.
  await tick(world.cloud)
  expect(await world.cloud.files.has(pathOf(kept!)!)).toBe(true)
  const left = [...Object.values(secret), ...Object.values(named)]
  for (const text of left) expect(everything()).toContain(text)
  await accounts('leaver').erase({})
  days(8)
  await night()
  for (const text of left) expect(everything()).not.toContain(text)
  expect(await paths('avatars/')).toEqual([])
  expect(await world.cloud.files.has(pathOf(kept!)!)).toBe(false)
  expect(rowOf(world, 'p-leaver')).toMatchObject({ state: 'left', name: '已注销', departments: [] })
  expect(await accounts('leaver').me({})).toEqual({ state: 'stranger' })
  const { items } = await world.as('a-room').room.conflicts({ ...slot(20, 0, 24), page: {} })
  expect(items.filter(({ holder }) => holder.name === '已注销')).toHaveLength(3)
})

test('B13: erasing a person removes their name from what others see, in the app and in what was to be sent again', async () => {
  const { number } = await dispatched(world, 'w-zhao')
  const name = '赵长庚'
  await put('deliveries', {
    _id: 'd-1',
    messageId: 'm-9',
    to: 't-lin',
    about: ['w-zhao'],
    channel: 'sms',
    title: '已安排师傅',
    content: { sms: { template: 'repairAccepted', values: ['10007', name] } },
    state: 'failed',
    at: new Date(),
    tries: 4,
    reason: 'ECONNREFUSED',
  })
  await tick(world.cloud)
  const told = async () => {
    const { items } = await world.as('t-lin').message.list({})
    return items.find(({ title }) => title === '已安排师傅上门维修')!.text
  }
  expect(await told()).toMatch(`${number}「水龙头漏水」`)
  expect(await told()).toMatch(name)
  await accounts('w-zhao').erase({})
  days(8)
  await night()
  expect(await told()).toBe(ERASED_WORDS)
  await world.as('a-system').message.retry({ id: 'd-1' })
  await tick(world.cloud)
  expect(rowOf(world, 'd-1', 'deliveries')).toMatchObject({ state: 'skipped', reason: 'ERASED' })
  for (const collection of ['messages', 'deliveries', 'tickets', 'repair_workers'])
    expect(JSON.stringify([...world.cloud.database.dump(collection)])).not.toContain(name)
})

test('B13: a person who came from outside before is erased under that row, too', async () => {
  const name = '访客无迹'
  const code = await codeSent(world, 'guest', '19900004714')
  await accounts('guest').verify({ address: '19900004714', code, name })
  const proof = await codeSent(world, 'guest', 'm-11@example.edu')
  expect(await accounts('guest').verify({ address: 'm-11@example.edu', code: proof })).toMatchObject({
    id: 'm-11',
  })
  expect(everything()).toContain(name)
  await accounts('guest').erase({})
  days(8)
  await night()
  expect(everything()).not.toContain(name)
})

test('B13, B15: the audit of a group does not name a person who was erased', async () => {
  const name = rowOf(world, 'm-09')!.name as string
  const group = { name: '会务', rights: [{ application: 'room', manage: true }], scope: ['*'] }
  const { id } = await world.as('a-system').access.saveGroup({ ...group, members: ['m-09', 'm-10'] })
  await world.as('a-system').access.saveGroup({ ...group, id, members: ['m-10'] })
  await tick(world.cloud)
  const log = () =>
    [...world.cloud.database.dump('audit_log')].filter(({ target }) => (target as { id: string }).id === id)
  expect(log().filter(row => JSON.stringify(row).includes(name))).toHaveLength(2)
  await accounts('m-09').erase({})
  days(8)
  await night()
  expect(log()).toHaveLength(2)
  expect(JSON.stringify(log())).not.toContain(name)
})

test('B12: an export holds nothing of other people who are found in the same way', async () => {
  const { json } = await accounts('w-qian').export({})
  const held = JSON.parse(await textAt(json))
  expect(held.repair_workers).toMatchObject([{ _id: 'w-qian' }])
})

test('B13: erasing a person removes what they asked for and agreed to with a WeChat they no longer use', async () => {
  const phone = '19900004721'
  await accounts('old-phone').apply({
    name: '易换机',
    departmentId: 'cs-se',
    post: '',
    account: 'ACC-4721',
    phone,
  })
  const boss = world.as('a-system').directory
  const { id } = (await boss.joinRequests({})).items.find(({ account }) => account === 'ACC-4721')!
  await boss.decideJoinRequest({ id, ...seen(world, id), accept: true })
  await put('consents', { _id: 'c-4721', openid: 'o-old-phone', template: 'T', at: new Date() })
  await tick(world.cloud)
  await accounts('old-phone').verify({ address: phone, code: await codeSent(world, 'old-phone', phone) })
  world.cloud.clock.advance(120_000)
  await codeSent(world, 'new-phone', phone)
  await accounts('new-phone').verify({ address: phone, code: codeFor(world, phone) })
  const member = (await accounts('new-phone').me({})).id!
  expect(rowOf(world, member)).toMatchObject({ openid: 'o-new-phone', wechats: ['o-old-phone'] })
  await accounts('new-phone').erase({})
  days(8)
  await night()
  for (const text of ['易换机', 'ACC-4721', phone, 'o-old-phone']) expect(everything()).not.toContain(text)
  expect(await codeOf(boss.unfreeze({ id: member, ...seen(world, member) }))).toBe('NOT_FOUND')
})

test('B13: a WeChat that somebody else uses now is not forgotten with who had it before', async () => {
  await accounts('m-31').unbind({})
  const phone = '19900004722'
  const code = await codeSent(world, 'm-31', phone)
  await accounts('m-31').verify({ address: phone, code, name: '后来者' })
  await put('consents', { _id: 'c-4722', openid: 'o-m-31', template: 'T', at: new Date() })
  await asSystem('erase', { memberId: 'm-31' })
  days(8)
  await night()
  expect(rowOf(world, 'm-31')).toMatchObject({ state: 'left', name: '已注销' })
  expect(rowOf(world, 'c-4722', 'consents')).toBeDefined()
})

test('E-10, B14: a member who left a year ago loses the name, one who left lately keeps it', async () => {
  await night()
  expect(rowOf(world, 'p-gone')!.name).toBe('曾在此')
  days(366)
  await night()
  expect(rowOf(world, 'p-gone')).toMatchObject({ state: 'left', name: '已注销' })
  expect(everything()).not.toContain('19900004712')
})

test('B14: the night clears away codes and counts that are of no more use', async () => {
  await codeSent(world, 'p-night', '19900004713')
  expect([...world.cloud.database.dump('codes')]).not.toEqual([])
  days(9)
  await night()
  expect([...world.cloud.database.dump('codes')]).toEqual([])
  expect([...world.cloud.database.dump('asks')]).toEqual([])
})

test('B12, B13: the console exports and erases on somebody’s behalf, and that is noted; nobody else can name another', async () => {
  expect(await asSystem('erase', {})).toMatchObject({
    ok: false,
    error: { code: 'NOT_FOUND', field: 'memberId' },
  })
  expect(await asSystem('erase', { memberId: 'm-05' })).toMatchObject({
    ok: true,
    data: { id: 'm-05', erasedAt: expect.any(String) },
  })
  expect(await asSystem('erase', { memberId: 'f-frozen' })).toMatchObject({
    data: { state: 'frozen', erasedAt: expect.any(String) },
  })
  const { data } = await asSystem('export', { memberId: 'm-06' })
  expect(JSON.parse(await textAt(data.json)).members[0]._id).toBe('m-06')
  for (const [id, action] of [
    ['m-05', 'erase'],
    ['m-06', 'export'],
  ] as const)
    expect(rowOf(world, id)!.audit).toMatchObject([{ action, by: { id: 'system' }, target: { id } }])
  for (const op of ['export', 'erase'] as const)
    expect(await codeOf(accounts('m-07')[op]({ memberId: 'm-08' }))).toBe('FORBIDDEN:memberId')
  for (const id of ['m-07', 'm-08']) expect(rowOf(world, id)!.erasedAt).toBeUndefined()
})

test('an index serves every query of the nightly run and of an export', () => {
  expect(world.cloud.database.queries.filter(({ index }) => index === null)).toEqual([])
})
