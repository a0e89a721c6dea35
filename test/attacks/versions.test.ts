import type { Failure } from '#contract/kernel/rpc'
import { checked } from '../make/imports'
import { aJoinRequest } from '../make/join-requests'
import { change } from '../make/rows'
import { dispatched, reported } from '../make/tickets'
import { slot } from '../make/time'
import { aWorld } from '../make/world'
import { codeOfReply, press } from './campus'

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
  /** Key of the present state in the refusal's details. */
  shown: string
  /** True where the version is a required field. */
  required?: true
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

/** A person whose row waits for the second proof of a new WeChat. */
async function aPersonAsking() {
  const seen = await aPersonSeen()
  const wechatRequest = { openid: 'o-new', by: 'phone', at: new Date(0) }
  await change(world, 'members', seen.input.id, { wechatRequest })
  return seen
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
  'room.approve': { by: 'a-room', begin: aReservation, shown: 'current', required: true },
  'room.refuse': {
    by: 'a-room',
    begin: withInput(aReservation, { reason: '另有安排' }),
    shown: 'current',
    required: true,
  },
  'room.cancel': {
    by: 'a-room',
    begin: withInput(aReservation, { reason: '另有安排' }),
    shown: 'current',
  },
  'room.move': { by: 'a-room', begin: withInput(aReservation, slot(3, 9, 10)), shown: 'current' },
  'room.update': { by: 'a-room', begin: withInput(aRoomSeen, { name: '改名' }), shown: 'current' },
  'room.close': {
    by: 'a-room',
    begin: withInput(aRoomSeen, { ...slot(5, 9, 10), reason: '检修' }),
    shown: 'current',
  },
  'room.open': { by: 'a-room', begin: aRoomSeen, shown: 'current' },
  'directory.decideJoinRequest': {
    by: 'a-college',
    begin: withInput(aRequest, { accept: true }),
    shown: 'current',
    required: true,
  },
  'directory.decideJoinRequest to refuse': {
    by: 'a-college',
    begin: withInput(aRequest, { accept: false, reason: '不是本单位' }),
    shown: 'current',
    required: true,
  },
  'directory.freeze': {
    by: 'a-system',
    begin: withInput(aPersonSeen, { reason: '核实' }),
    shown: 'current',
    required: true,
  },
  'directory.unfreeze': {
    by: 'a-system',
    begin: () => aPersonSeen('frozen'),
    shown: 'current',
    required: true,
  },
  'directory.confirmWechat': {
    by: 'a-system',
    begin: aPersonAsking,
    shown: 'current',
    required: true,
  },
  'directory.saveMember': {
    by: 'a-system',
    begin: withInput(aPersonSeen, { office: '8001' }),
    shown: 'current',
  },
  'access.grantDuty': {
    by: 'a-system',
    begin: withInput(aPersonSeen, { duty: 'room.admin', scope: ['econ'] }),
    shown: 'current',
  },
  'directory.saveDepartment': {
    by: 'a-system',
    begin: aDepartmentSeen,
    shown: 'current',
  },
  'directory.moveDepartment': {
    by: 'a-system',
    begin: withInput(aDepartmentSeen, { parent: 'lit' }),
    shown: 'current',
  },
  'directory.removeDepartment': { by: 'a-system', begin: aDepartmentSeen, shown: 'current' },
  'access.saveGroup': {
    by: 'a-system',
    begin: withInput(aGroupSeen, { name: '改名', members: [], rights: [], scope: ['cs'] }),
    shown: 'current',
  },
  'access.removeGroup': { by: 'a-system', begin: aGroupSeen, shown: 'current' },
  'repair.accept': {
    by: 'd-logistics',
    begin: () => aTicketSeen('submitted'),
    shown: 'ticket',
    required: true,
  },
  'repair.refuse': {
    by: 'd-logistics',
    begin: withInput(() => aTicketSeen('submitted'), { reason: '属于物业' }),
    shown: 'ticket',
    required: true,
  },
  'repair.dispatch': {
    by: 'd-logistics',
    begin: withInput(() => aTicketSeen('accepted'), { workerId: 'w-zhao' }),
    shown: 'ticket',
    required: true,
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

test.each(Object.entries(DECISIONS))(
  'B1: %s of a changed thing is refused and shows its present state',
  async (title, decision) => {
    const { seen, input, change } = await decision.begin()
    await change()
    const stale = await press(world, decision.by, opOf(title), { ...input, version: seen.version })
    expect(codeOfReply(stale)).toBe('CONFLICT')
    const { details } = (stale as { error: Failure }).error
    const now = (details as Record<string, Versioned>)[decision.shown]
    expect(now!.version).toBeGreaterThan(seen.version!)
    const fresh = await press(world, decision.by, opOf(title), { ...input, version: now!.version })
    expect(codeOfReply(fresh)).toBe('OK')
  },
)

const REQUIRED = Object.entries(DECISIONS).filter(([, { required }]) => required)

test.each(REQUIRED)('B1: %s needs the version that was seen', async (title, { by, begin }) => {
  const { input } = await begin()
  expect(codeOfReply(await press(world, by, opOf(title), input))).toBe('INVALID_INPUT:version')
})

test.each(Object.entries(DECISIONS))(
  'B1: %s repeated with its key answers as before',
  async (title, { by, begin }) => {
    const { seen, input } = await begin()
    const again = () => press(world, by, opOf(title), { ...input, version: seen.version }, 'one-press')
    const first = await again()
    expect(codeOfReply(first)).toBe('OK')
    expect(codeOfReply(await again())).toBe('OK')
  },
)

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
