import type { Failure } from '#contract/kernel/rpc'
import { checked } from '../make/imports'
import { aJoinRequest } from '../make/join-requests'
import { needsVersion, operations } from '../make/operations'
import { change } from '../make/rows'
import { dispatched, reported } from '../make/tickets'
import { slot } from '../make/time'
import { aWorld } from '../make/world'
import { codeOfReply, press } from './campus'
import { savesIn } from './saves'

const world = aWorld()
const room = (as = 'a-room') => world.as(as).room
const directory = (as = 'a-system') => world.as(as).directory
const desk = () => world.as('d-logistics').repair

type Versioned = { version?: number }

/** A decision on a thing that another person changes after it was seen. */
interface Decision {
  by: string
  /** Makes the thing: its first version, the input of the decision, and the change by another person. */
  begin(): Promise<{ seen: Versioned; input: object; change(): Promise<unknown> }>
}

let made = 0
const number = (): number => ++made

const aRoom = () =>
  room().create({ name: `室${number()}`, location: '试验楼', seats: 10, needsApproval: true })

async function aReservation() {
  const { id: roomId } = await aRoom()
  const seen = await room('t-lin').reserve({ roomId, ...slot(2, 9, 10), title: '组会' })
  return {
    seen: seen as Versioned,
    input: { reservationId: seen.id },
    change: () => room('t-lin').move({ reservationId: seen.id, ...slot(2, 11, 15) } as never),
  }
}

/** Refused by one administrator; the applicant asks again with other words. */
async function aRequest() {
  const id = `p-${number()}`
  const request = aJoinRequest(id)
  await world.cloud.database.insert({ collection: 'join_requests', documents: [request] as never })
  return {
    seen: { version: 1 },
    input: { id },
    change: () =>
      world.cloud.database.put({
        collection: 'join_requests',
        documents: [{ ...request, name: '校长办', post: '院长', account: `n2-${id}`, version: 3 }] as never,
        insert: false,
      }),
  }
}

const PEOPLE = ['m-01', 'm-02', 'm-03', 'm-04', 'm-05', 'm-06']
async function aPersonSeen(state: 'active' | 'frozen' = 'active') {
  const id = PEOPLE[number() % PEOPLE.length]!
  const { version, state: now } = await directory().person({ id })
  if (now !== state)
    await press(world, 'a-system', `directory.${state === 'frozen' ? 'freeze' : 'unfreeze'}`, {
      id,
      version,
      reason: '核实',
    })
  return {
    seen: await directory().person({ id }),
    input: { id },
    change: () => directory().saveMember({ id, posts: [`职务${number()}`] }),
  }
}

async function aTicketSeen(state: 'submitted' | 'accepted') {
  const { id, version } = await reported(world)
  const seen =
    state === 'accepted' ? await press(world, 'd-logistics', 'repair.accept', { id, version }) : undefined
  return {
    seen: seen?.ok ? (seen.data as Versioned) : { version },
    input: { id },
    change: () => desk().note({ id, words: '电话里说是三楼' }),
  }
}

async function aRoomSeen() {
  const seen = await aRoom()
  return {
    seen: seen as Versioned,
    input: { roomId: seen.id },
    change: () => room().update({ roomId: seen.id, seats: 99 } as never),
  }
}

async function aDepartmentSeen() {
  const name = `系${number()}`
  const { departments } = await directory().saveDepartment({ name, parent: 'cs' } as never)
  const { id } = departments.find(one => one.name === name)!
  return {
    seen: await directory().tree({}),
    input: { id, name: `${name}新` },
    change: () => directory().saveDepartment({ id, name: `${name}改` } as never),
  }
}

async function aGroupSeen() {
  const rights = [{ application: 'room', manage: true }]
  const group = { name: `组${number()}`, members: ['t-su'], rights, scope: ['cs'] }
  const seen = await world.as('a-system').access.saveGroup(group)
  return {
    seen,
    input: { id: seen.id },
    change: () => world.as('a-system').access.saveGroup({ ...group, id: seen.id, scope: ['lit'] }),
  }
}

const withInput =
  (begin: Decision['begin'], more: object): Decision['begin'] =>
  async () => {
    const { input, ...rest } = await begin()
    return { ...rest, input: { ...input, ...more } }
  }

const DECISIONS: Record<string, Decision> = {
  'room.approve': { by: 'a-room', begin: aReservation },
  'room.refuse': {
    by: 'a-room',
    begin: withInput(aReservation, { reason: '另有安排' }),
  },
  'room.cancel': {
    by: 'a-room',
    begin: withInput(aReservation, { reason: '另有安排' }),
  },
  'room.move': { by: 'a-room', begin: withInput(aReservation, slot(3, 9, 10)) },
  'room.update': { by: 'a-room', begin: withInput(aRoomSeen, { name: '改名' }) },
  'room.close': {
    by: 'a-room',
    begin: withInput(aRoomSeen, { ...slot(5, 9, 10), reason: '检修' }),
  },
  'room.open': { by: 'a-room', begin: aRoomSeen },
  'directory.decideJoinRequest': {
    by: 'a-college',
    begin: withInput(aRequest, { accept: true }),
  },
  'directory.decideJoinRequest to refuse': {
    by: 'a-college',
    begin: withInput(aRequest, { accept: false, reason: '不是本单位' }),
  },
  'directory.freeze': {
    by: 'a-system',
    begin: withInput(aPersonSeen, { reason: '核实' }),
  },
  'directory.unfreeze': {
    by: 'a-system',
    begin: () => aPersonSeen('frozen'),
  },
  'directory.saveMember': {
    by: 'a-system',
    begin: withInput(aPersonSeen, { office: '8001' }),
  },
  'access.grantDuty': {
    by: 'a-system',
    begin: withInput(aPersonSeen, { duty: 'room.admin', scope: ['econ'] }),
  },
  'directory.saveDepartment': {
    by: 'a-system',
    begin: aDepartmentSeen,
  },
  'directory.moveDepartment': {
    by: 'a-system',
    begin: withInput(aDepartmentSeen, { parent: 'lit' }),
  },
  'directory.removeDepartment': { by: 'a-system', begin: aDepartmentSeen },
  'access.saveGroup': {
    by: 'a-system',
    begin: withInput(aGroupSeen, { name: '改名', members: [], rights: [], scope: ['cs'] }),
  },
  'access.removeGroup': { by: 'a-system', begin: aGroupSeen },
  'repair.accept': {
    by: 'd-logistics',
    begin: () => aTicketSeen('submitted'),
  },
  'repair.refuse': {
    by: 'd-logistics',
    begin: withInput(() => aTicketSeen('submitted'), { reason: '属于物业' }),
  },
  'repair.dispatch': {
    by: 'd-logistics',
    begin: withInput(() => aTicketSeen('accepted'), { workerId: 'w-zhao' }),
  },
}

/** Two runs of the synchronisation that were held one after the other. */
async function heldRuns({ cloud }: typeof world): Promise<{ older: string; newest: string }> {
  const [older, newest] = [(await checked(world)).importId, (await checked(world)).importId]
  for (const [i, id] of [older, newest].entries())
    await change(world, 'imports', id, { source: 'sync', state: 'held', at: new Date(cloud.clock.now() + i) })
  await directory().saveSync({ intervalMinutes: 60 })
  await change(world, 'organisation', 'sync', { runs: [older, newest] })
  return { older, newest }
}

const opOf = (title: string): string => title.split(' ')[0]!

/** Every decision and every save of the settings, which show the present state as the others do. */
const TABLE: [string, Decision][] = [...Object.entries(DECISIONS), ...Object.entries(savesIn(world))]

/** The operations that take the version which was seen; `true` for those that need it. */
const versioned = new Map(
  operations.flatMap(({ title, schema }) => {
    const { version } = (schema as unknown as { entries: Record<string, { type: string }> }).entries
    const isSeen = version !== undefined && (version.type === 'optional' || needsVersion(schema))
    return isSeen ? [[title, needsVersion(schema)] as const] : []
  }),
)

test('B1: the table has every operation that the contract gives a version, and no other', () => {
  expect([...new Set(TABLE.map(([title]) => opOf(title)))].sort()).toEqual([...versioned.keys()].sort())
})

test.each(TABLE)(
  'B1: %s of a changed thing is refused and shows its present state',
  async (title, decision) => {
    const { seen, input, change } = await decision.begin()
    await change()
    const stale = await press(world, decision.by, opOf(title), { ...input, version: seen.version })
    expect(codeOfReply(stale)).toBe('CONFLICT')
    const { details } = (stale as { error: Failure }).error
    const { current } = details as { current: Versioned }
    expect(current.version).toBeGreaterThan(seen.version!)
    const fresh = await press(world, decision.by, opOf(title), { ...input, version: current.version })
    expect(codeOfReply(fresh)).toBe('OK')
  },
)

test.each(TABLE)(
  'B1: %s without a version is refused where the contract needs one',
  async (title, decision) => {
    const { input } = await decision.begin()
    const code = versioned.get(opOf(title)) ? 'INVALID_INPUT:version' : 'OK'
    expect(codeOfReply(await press(world, decision.by, opOf(title), input))).toBe(code)
  },
)

test.each(TABLE)('B1: %s repeated with its key answers as before', async (title, { by, begin }) => {
  const { seen, input } = await begin()
  const again = () => press(world, by, opOf(title), { ...input, version: seen.version }, 'one-press')
  const first = await again()
  expect(codeOfReply(first)).toBe('OK')
  expect(codeOfReply(await again())).toBe('OK')
})

test('B1: movements of the stock are no change of what the form of a material shows', async () => {
  const { saveMaterial } = world.as('a-repair').repair
  const { id, version } = await saveMaterial({ name: '垫圈', unit: '个', low: 1 })
  await world.as('k-store').repair.restock({ materialId: id, count: 5, reason: '到货' })
  expect(await saveMaterial({ id, version, name: '垫圈', unit: '个', low: 2 })).toMatchObject({ low: 2 })
})

test('B1: a booking is no change of what the form of a room shows', async () => {
  const { id: roomId, version } = await aRoom()
  await room('t-lin').reserve({ roomId, ...slot(2, 9, 10), title: '组会' })
  expect(await room().update({ roomId, version, seats: 11 } as never)).toMatchObject({ seats: 11 })
})

test('B1: a ticket that was sent to somebody meanwhile is not sent away unseen', async () => {
  const { id, version } = await dispatched(world)
  const stale = { id, workerId: 'w-qian', version: version - 1 }
  const reply = await press(world, 'd-logistics', 'repair.dispatch', stale)
  expect(codeOfReply(reply)).toBe('CONFLICT')
})

test('E-30: releasing a run of the synchronisation needs to name the newest one', async () => {
  const runs = await heldRuns(world)
  const release = (importId: string) => press(world, 'a-system', 'directory.syncRelease', { importId })
  expect(codeOfReply(await release(runs.older))).toBe('CONFLICT')
  expect(codeOfReply(await release(runs.newest))).toBe('OK')
})
