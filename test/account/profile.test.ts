import { pathOf } from '../../scripts/local-cloud/storage/file-id'
import { jpeg, png } from '../make/media'
import { uploadedBy } from '../make/upload'
import { codeOf } from '../make/world'
import { aWorldWith, onRoster, rowOf } from './people'

const world = aWorldWith([onRoster('n-1', { openid: 'o-n-1', qq: '7654321' })])
const accounts = (as: string) => world.as(as).account
const JPG = jpeg()
const PNG = png()
const upload = (as: string, name: string, bytes: Buffer) => uploadedBy(as, world.cloud, bytes, name)
const files = async (folder: string) =>
  (await world.cloud.files.list()).map(({ path }) => path).filter(path => path.startsWith(folder))

test('L-13, O-06, O-10, T-02, T-29: everybody sees their own contacts and edits those that are theirs', async () => {
  const me = await accounts('t-lin').me({})
  expect(me).toMatchObject({ account: '10001', posts: ['副教授'], contacts: { phone: '19900000001' } })
  const changed = await accounts('t-lin').update({
    office: '明德楼 301',
    qq: '1234567',
    wechat: 'lin-weixin',
  })
  expect(changed.contacts).toMatchObject({ office: '明德楼 301', qq: '1234567', wechat: 'lin-weixin' })
  expect((await accounts('t-lin').update({ office: '' })).contacts!.office).toBeUndefined()
  expect(rowOf(world, 't-lin')).not.toHaveProperty('office')
})

test('L-35: the owner of a number decides who sees it, one by one', async () => {
  const { shows } = await accounts('t-su').update({ shows: { phone: 'nobody' } })
  expect(shows).toMatchObject({ phone: 'nobody', mail: 'everyone' })
  expect((await accounts('t-su').update({ shows: { mail: 'department' } })).shows).toMatchObject({
    phone: 'nobody',
    mail: 'department',
  })
})

const foundBy = async (who: string, text: string) =>
  (await world.as(who).directory.search({ text })).items.map(({ id }) => id)

test('T-31: a member who changes their QQ is found by the new number and no more by the old', async () => {
  expect(await foundBy('t-lin', '7654321')).toEqual(['n-1'])
  await accounts('n-1').update({ qq: '1112223' })
  expect(await foundBy('t-lin', '1112223')).toEqual(['n-1'])
  expect(await foundBy('t-lin', '7654321')).toEqual([])
})

test('T-31: an office number finds its owner as long as it is shown to everybody', async () => {
  await accounts('n-1').update({ office: '0731-8888009' })
  expect(await foundBy('t-su', '0731-8888009')).toEqual(['n-1'])
  await accounts('n-1').update({ shows: { office: 'department' } })
  expect(await foundBy('t-su', '0731-8888009')).toEqual([])
  expect(await foundBy('t-su', '宋新来 软件工程系')).toEqual(['n-1'])
})

test('O-11: a new picture takes the place of the old one, and the upload goes', async () => {
  const { avatar } = await accounts('t-su').avatar({ fileId: await upload('t-su', '1.jpg', JPG) })
  expect(Buffer.from(await (await fetch(encodeURI(avatar!))).arrayBuffer())).toEqual(JPG)
  const again = await accounts('t-su').avatar({ fileId: await upload('t-su', '2.png', PNG) })
  expect(Buffer.from(await (await fetch(encodeURI(again.avatar!))).arrayBuffer())).toEqual(PNG)
  expect(await files('avatars/')).toEqual([expect.stringMatching(/^avatars\/\w+\.png$/)])
  expect(await files('incoming/o-t-su/')).toEqual([])
})

test.each([
  ['no picture, whatever its name', 't-lin', Buffer.from('<svg onload=alert(1)>')],
  ['more than two megabytes', 't-lin', Buffer.concat([JPG, Buffer.alloc(2 * 1024 * 1024)])],
  ['somebody else’s upload', 't-su', JPG],
])('O-11: a picture that is %s is refused', async (_, owner, bytes) => {
  const fileId = await upload(owner, 'x.jpg', bytes)
  expect(await codeOf(accounts('t-lin').avatar({ fileId }))).toBe('FILE_UNUSABLE:fileId')
  expect(rowOf(world, 't-lin')!.avatar).toBeUndefined()
})

test('the picture of a press that is repeated is stored once', async () => {
  const fileId = await upload('t-lin', '3.jpg', JPG)
  await accounts('t-lin').avatar({ fileId }, { key: 'one-press' })
  const { version } = rowOf(world, 't-lin')!
  expect(await codeOf(accounts('t-lin').avatar({ fileId }, { key: 'one-press' }))).toBe('OK')
  expect(rowOf(world, 't-lin')!.version).toBe(version)
  expect(await world.cloud.files.has(pathOf(fileId)!)).toBe(false)
})

test('two changes at once: each is made, or its maker is told', async () => {
  const codes = await Promise.all(
    Array.from({ length: 6 }, (_, i) => codeOf(accounts('a-room').update({ office: `房间${i}` }))),
  )
  expect(new Set(codes).size).toBeLessThanOrEqual(2)
  expect(codes.filter(code => code === 'OK').length).toBe(Number(rowOf(world, 'a-room')!.version) - 1)
  expect(codes.every(code => code === 'OK' || code === 'CONFLICT')).toBe(true)
})

test('L-35: of changes at the same time none undoes another that was accepted', async () => {
  const contacts = ['phone', 'mail', 'office', 'qq', 'wechat'] as const
  await accounts('m-09').update({ shows: Object.fromEntries(contacts.map(name => [name, 'department'])) })
  const codes = await Promise.all(
    contacts.map(name => codeOf(accounts('m-09').update({ shows: { [name]: 'nobody' } }))),
  )
  const { shows } = rowOf(world, 'm-09') as unknown as { shows: Record<string, string> }
  const accepted = contacts.filter((_name, i) => codes[i] === 'OK')
  expect(accepted.length).toBeGreaterThan(0)
  expect(contacts.filter(name => shows[name] === 'nobody')).toEqual(accepted)
})
