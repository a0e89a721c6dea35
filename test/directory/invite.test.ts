import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import { seed } from '../../scripts/seed'
import { members } from '../../scripts/seed/members'
import { aWorld, codeOf } from '../make/world'

const { openid: _, ...unjoined } = members[0]!
const waiting = Array.from({ length: 620 }, (_one, i) => ({
  ...unjoined,
  _id: `u-${i}`,
  account: `u-${i}`,
  accountKey: `u-${i}`,
  departments: [i % 2 ? 'cs-se' : 'lit-cn'],
  phone: `u${i}`,
  mail: `u-${i}@example.edu`,
}))
const world = aWorld({ seed: now => ({ ...seed(now), members: [...members, ...waiting] as never }) })
const directory = (persona = 'a-system') => world.as(persona).directory

const rows = (name: string) => [...world.cloud.database.dump(name)] as Record<string, unknown>[]
const invited = () => rows('members').filter(({ invitedAt }) => invitedAt)
const mailed = () =>
  rows('organisation').flatMap(({ outbox = [] }) => (outbox as { to: string[] }[]).flatMap(({ to }) => to))

test('E-32, E-38: the code leads to joining, is drawn once, and its address can be read by anyone who has it', async () => {
  const { code, queued, left } = await directory().invite({})
  expect([queued, left]).toEqual([0, 620])
  const { data, width, height } = PNG.sync.read(Buffer.from(await (await fetch(code)).arrayBuffer()))
  const path = jsQR(new Uint8ClampedArray(data), width, height)!.data
  expect(path).toBe('features/account/join/join?scene=invite')
  await directory().invite({})
  expect((await world.cloud.files.list()).filter(({ path }) => path.startsWith('invitation/'))).toHaveLength(
    1,
  )
})

test('E-37: everyone who has not joined is mailed in batches, once, however often a button is pressed', async () => {
  const first = await world.raw('a-system', 'directory', {
    op: 'invite',
    input: { send: true },
    key: 'press',
  })
  expect(first.reply).toMatchObject({ data: { queued: 500, left: 120 } })
  const again = await world.raw('a-system', 'directory', {
    op: 'invite',
    input: { send: true },
    key: 'press',
  })
  expect(again.reply).toMatchObject({ data: { queued: 500, left: 120 } })
  expect(invited()).toHaveLength(500)
  expect(await directory().invite({ send: true })).toMatchObject({ queued: 120, left: 0 })
  expect(await directory().invite({ send: true })).toMatchObject({ queued: 0, left: 0 })
  expect(mailed().sort()).toEqual(waiting.map(({ _id }) => _id).sort())
  expect(new Set(mailed()).size).toBe(620)
})

describe('one college', () => {
  const other = aWorld({ seed: now => ({ ...seed(now), members: [...members, ...waiting] as never }) })
  test('E-37: an administrator of one college invites its people alone, and nobody outside', async () => {
    const college = other.as('a-college').directory
    expect(await college.invite({})).toMatchObject({ left: 310 })
    expect(await college.invite({ departmentId: 'cs-ai' })).toMatchObject({ left: 0 })
    expect(await codeOf(college.invite({ departmentId: 'lit' }))).toBe('NOT_FOUND')
    expect(await codeOf(college.invite({ departmentId: 'nowhere' }))).toBe('NOT_FOUND')
    expect(await other.as('a-system').directory.invite({ departmentId: 'cs' })).toMatchObject({ left: 310 })
  })

  test('E-37: a press that is interrupted after the mails are written mails nobody twice', async () => {
    const press = () =>
      other.raw('a-system', 'directory', { op: 'invite', input: { send: true }, key: 'one' })
    for (let nth = 1; nth <= 6; nth++) {
      other.cloud.faults.add({ action: 'database.*', nth, kind: 'kill', when: 'after' })
      await press().catch(error => expect(error.code).toBe('FUNCTIONS_EXECUTE_FAIL'))
      other.cloud.faults.clear()
    }
    expect((await press()).reply).toMatchObject({ data: { queued: 500, left: 120 } })
    const to = [...other.cloud.database.dump('organisation')].flatMap(({ outbox = [] }) =>
      (outbox as { to: string[] }[]).flatMap(one => one.to),
    )
    expect(to).toHaveLength(500)
    expect(new Set(to).size).toBe(500)
  })
})

test('every query of an invitation is served by a declared index', () => {
  const { queries } = world.cloud.database
  expect(queries.some(({ collection }) => collection === 'members')).toBe(true)
  expect(queries.filter(({ index }) => index === null)).toEqual([])
})
