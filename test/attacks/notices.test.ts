import type { AuditEntry } from '#contract/access'
import { codeFor } from '../account/people'
import { tick } from '../make/messages'
import { aPersonnelSystem, employees, synchronised } from '../make/personnel'
import { aCampus, aPerson, importedSheet, press, seeded, toldTo } from './campus'

const moved = aPerson('x-moved', { account: undefined, phone: '19900004401', openid: 'o-x-old' })
const system = aPersonnelSystem()
const world = aCampus([moved], system.environment)
const rights = () => world.as('a-system').access

const lineOf = (id: string, change: { phone?: string; mail?: string }) => {
  const { name, account, phone, mail } = { ...seeded(id), ...change }
  return [name, account!, '', phone!, mail!, '计算机学院/软件工程系', '讲师']
}

/** Every way in which somebody else changes what a person proves who they are with. */
const BY: Record<
  string,
  { id: string; action: string; change(phone: string, mail: string): Promise<unknown> }
> = {
  form: {
    id: 'm-01',
    action: 'saveMember',
    change: (phone, mail) => world.as('a-college').directory.saveMember({ id: 'm-01', phone, mail }),
  },
  sheet: {
    id: 'm-11',
    action: 'import',
    change: (phone, mail) => importedSheet(world, 'a-college', [lineOf('m-11', { phone, mail })]),
  },
  sync: {
    id: 'm-21',
    action: 'import',
    change(phone, mail) {
      const { account } = seeded('m-21')
      system.people = employees().map(one => (one.account === account ? { ...one, phone, mail } : one))
      return synchronised(world)
    },
  },
}

describe.each(Object.keys(BY))('changed by a %s', how => {
  const { id, action, change } = BY[how]!
  const nth = Object.keys(BY).indexOf(how)
  const [phone, mail] = [`1990000441${nth}`, `changed-${nth}@example.edu`]

  test('E-05: a change of phone and mail is told in the app, and at the old and the new address', async () => {
    await toldTo(world, id)
    const { phone: oldPhone, mail: oldMail } = seeded(id)
    await change(phone, mail)
    const { inApp, sent } = await toldTo(world, id, [oldPhone!, phone, oldMail!, mail])
    expect(inApp.at(-1)!.text).toMatch(/手机.*邮箱/)
    const reached = sent.map(({ to }) => to.slice(-phone.length)).sort()
    expect([...new Set(sent.map(({ to }) => to.replace(/^\+86/, '')))].sort()).toEqual(
      [oldPhone!, phone, oldMail!, mail].sort(),
    )
    expect(reached).toHaveLength(4)
    expect(JSON.stringify(inApp)).not.toContain(phone)
  })

  test('E-05: the audit names the person whose phone and mail were changed, without the numbers', async () => {
    const entries: AuditEntry[] = (await rights().audit({ target: id })).items
    expect(entries.map(one => one.action)).toContain(action)
    const { before, after } = entries.find(one => one.action === action)!
    expect(Object.keys(before!)).toEqual(expect.arrayContaining(['phone', 'mail']))
    expect(JSON.stringify([before, after])).not.toContain(phone)
  })

  test('E-57: granting a duty shows the administrator and the member who last changed the numbers', async () => {
    const grant = { id, duty: 'room.admin', scope: ['cs'] }
    const reply = await press(world, 'a-system', 'access.grantDuty', grant)
    const by = how === 'sync' ? '人事系统同步' : '高砚秋'
    expect(reply).toMatchObject({ ok: true, data: { proofsChanged: { by, fields: ['phone', 'mail'] } } })
    const { inApp } = await toldTo(world, id)
    expect(inApp.at(-1)!.text).toContain(by)
  })

  test('E-57: a group shows of each member, and tells them, who last changed their numbers', async () => {
    const rights = [{ application: 'room', manage: true }]
    const group = { name: `组${how}`, members: [id], rights, scope: ['cs'] }
    const reply = await press(world, 'a-system', 'access.saveGroup', group)
    const by = how === 'sync' ? '人事系统同步' : '高砚秋'
    expect(reply).toMatchObject({ ok: true, data: { members: [{ id, proofsChanged: { by } }] } })
    const before = (await toldTo(world, id)).inApp
    expect(before.at(-1)!.text).toContain(by)
    const { id: groupId, version } = (reply as { data: { id: string; version: number } }).data
    await press(world, 'a-system', 'access.saveGroup', { ...group, id: groupId, version, name: '改名' })
    expect((await toldTo(world, id)).inApp).toHaveLength(before.length)
  })
})

test('E-05: a change of the account is told, too', async () => {
  await world.as('a-college').directory.saveMember({ id: 'm-31', account: 'another-31' })
  const { phone, mail } = seeded('m-31')
  const { inApp, sent } = await toldTo(world, 'm-31', [phone!, mail!])
  expect(inApp.at(-1)!.text).toMatch('账号')
  expect(sent.map(({ kind }) => kind).sort()).toEqual(['mail', 'sms'])
})

test('E-05: an import that is taken back tells those whose numbers change once more, and leaves an entry each', async () => {
  const { phone } = seeded('m-41')
  const line = lineOf('m-41', { phone: '19900004441' })
  const { id } = await importedSheet(world, 'a-college', [line])
  await toldTo(world, 'm-41')
  for (let state = ''; state !== 'undone'; )
    ({ state } = await world.as('a-college').directory.importUndo({ importId: id }))
  const { sent } = await toldTo(world, 'm-41', ['19900004441', phone!])
  expect(sent.filter(({ kind }) => kind === 'sms')).toHaveLength(2)
  const { items } = await rights().audit({ target: 'm-41' })
  expect(items.map(({ action }) => action)).toEqual(['undoImport', 'import'])
})

test('E-05: a form that changes neither account nor phone nor mail tells nobody', async () => {
  await toldTo(world, 'm-07')
  await world
    .as('a-college')
    .directory.saveMember({ id: 'm-07', office: '8001', phone: seeded('m-07').phone! })
  const { inApp, sent } = await toldTo(world, 'm-07', [seeded('m-07').phone!, seeded('m-07').mail!])
  expect([...inApp, ...sent]).toEqual([])
})

test('E-05: a change of one’s own phone is told at the former number', async () => {
  const old = seeded('t-su').phone!
  await world.as('t-su').account.sendCode({ channel: 'sms', address: '19900004450' })
  const code = codeFor(world, '19900004450')
  await world.as('t-su').account.verify({ address: '19900004450', code })
  const { inApp, sent } = await toldTo(world, 't-su', [old, '19900004450'])
  expect(inApp.at(-1)!.text).toMatch('手机')
  expect(
    sent
      .filter(({ kind }) => kind === 'sms')
      .map(({ to }) => to.slice(-11))
      .sort(),
  ).toEqual([old, '19900004450'].sort())
})

test('E-15: an exchange of the WeChat is told at the number', async () => {
  await world.as('x-new').account.sendCode({ channel: 'sms', address: moved.phone! })
  await world.as('x-new').account.verify({ address: moved.phone!, code: codeFor(world, moved.phone!) })
  world.cloud.outbox.clear()
  await tick(world.cloud)
  expect(world.cloud.outbox.list('sms').map(({ to }) => to.slice(-11))).toEqual([moved.phone])
})
