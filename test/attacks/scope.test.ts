import { HOUR } from '#contract/kernel/time'
import { aJoinRequest } from '../make/join-requests'
import {
  aCampus,
  anOutsider,
  aPerson,
  checkedSheet,
  codeOfReply,
  factsOf,
  importedSheet,
  press,
  seeded,
} from './campus'

/** People of another college whom no account leads to, each found in another way. */
const elsewhere = {
  phone: aPerson('x-by-phone', { account: undefined, departments: ['lit-cn'], phone: '19900004201' }),
  mail: aPerson('x-by-mail', { account: undefined, departments: ['lit-cn'], mail: 'x-by-mail@example.edu' }),
  account: aPerson('x-by-account', { departments: ['lit-cn'], wechat: 'x' }),
}
const frozen = aPerson('x-frozen', {
  account: undefined,
  departments: ['lit-cn'],
  phone: '19900004204',
  state: 'frozen',
  frozen: { reason: '核实', at: new Date(), by: 'a-system' },
})
const gone = aPerson('x-gone', {
  account: undefined,
  departments: ['lit-cn'],
  phone: '19900004205',
  state: 'left',
  leftAt: new Date(),
})
const nowhere = aPerson('x-nowhere', { account: undefined, departments: [], phone: '19900004206' })
const outsider = anOutsider('x-joins', '19900004207')
const officer = aPerson('x-officer', {
  openid: 'o-x-officer',
  departments: ['lit-cn'],
  phone: '19900004208',
  duties: [{ duty: 'room.admin', scope: ['*'] }],
})

const people = [...Object.values(elsewhere), frozen, gone, nowhere, outsider, officer]
const world = aCampus(people)

const HOMES = ['文学院/中文系;计算机学院', '文学院/中文系', '计算机学院']
const found = [
  ...Object.entries(elsewhere).map(([by, person]) => [by, person] as const),
  ['phone, frozen', frozen] as const,
  ['phone, gone', gone] as const,
  ['phone, in no department', nowhere] as const,
]

describe.each(HOMES)('into %s', homes => {
  test.each(found)(
    'E-44: a sheet of one college takes nobody of another, found by %s',
    async (_by, person) => {
      // An hour has ten answers about people of other places.
      world.cloud.clock.advance(HOUR)
      const before = JSON.stringify(factsOf(world, person._id))
      const { account = 'TAKEN-1', phone = '', mail = '' } = person
      const line = ['改了名', account, '', phone, mail || 'taken@example.edu', homes, '']
      const view = await checkedSheet(world, 'a-college', [line])
      expect(view).toMatchObject({ state: 'faulty', actions: [], samples: [] })
      expect(JSON.stringify(view)).not.toContain(person.name)
      expect(JSON.stringify(factsOf(world, person._id))).toBe(before)
    },
  )
})

test('E-23: a sheet of the whole university gives an account to whoever has none', async () => {
  const { name, phone } = elsewhere.phone
  const view = await importedSheet(world, 'a-system', [
    [name, 'n-given', '', phone!, '', '文学院/中文系', ''],
  ])
  expect(view).toMatchObject({ state: 'applied', counts: { changed: 1 } })
  expect(factsOf(world, elsewhere.phone._id)).toMatchObject({ account: 'n-given', departments: ['lit-cn'] })
})

test.each([
  ['somebody of another college', seeded('t-su')],
  ['somebody of another college who holds duties', officer],
])('E-44: an accepted request to join moves nobody out of another college: %s', async (_who, person) => {
  const request = aJoinRequest(`q-${person._id}`, { openid: person.openid!, account: person.account! })
  await world.cloud.database.insert({ collection: 'join_requests', documents: [request] as never })
  const before = JSON.stringify(factsOf(world, person._id))
  const decision = { id: request._id, version: request.version, accept: true }
  const reply = await press(world, 'a-college', 'directory.decideJoinRequest', decision)
  expect(codeOfReply(reply)).toMatch(/^ALREADY_JOINED/)
  expect(JSON.stringify(factsOf(world, person._id))).toBe(before)
})

test('E-31: an accepted request makes a member of somebody from outside, by the WeChat that asked', async () => {
  const request = aJoinRequest('q-joins', { openid: outsider.openid!, account: 'n-joins' })
  await world.cloud.database.insert({ collection: 'join_requests', documents: [request] as never })
  const decision = { id: request._id, version: request.version, accept: true }
  expect(codeOfReply(await press(world, 'a-college', 'directory.decideJoinRequest', decision))).toBe('OK')
  expect(factsOf(world, outsider._id)).toMatchObject({ kind: 'student', departments: ['cs-2401'] })
})

test('E-44: an accepted request to join takes no number that is somebody else’s', async () => {
  const request = aJoinRequest('q-takes', { phone: elsewhere.phone.phone!, account: 'n-takes' })
  await world.cloud.database.insert({ collection: 'join_requests', documents: [request] as never })
  const decision = { id: request._id, version: request.version, accept: true }
  const reply = await press(world, 'a-college', 'directory.decideJoinRequest', decision)
  expect(codeOfReply(reply)).toBe('ALREADY_REGISTERED:phone')
})
