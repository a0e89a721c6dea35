import { HOUR, iso } from '#contract/kernel/time'
import { aJoinRequest } from '../make/join-requests'
import { tick } from '../make/messages'
import { aBooking, aRoom as roomRow } from '../make/rooms'
import { change, insert } from '../make/rows'
import { reported } from '../make/tickets'
import { slot } from '../make/time'
import { anEvent, anItem, leaveEvents } from '../make/todos'
import type { World } from '../make/world'
import { press } from './campus'

type Versioned = { version?: number }

/** A decision on a thing that another person changes after it was seen. */
export interface Decision {
  by: string
  /** Makes the thing: its first version, the input of the decision, and the change by another person. */
  begin(): Promise<{ seen: Versioned; input: object; change(): Promise<unknown> }>
}

const withInput =
  (begin: Decision['begin'], more: object): Decision['begin'] =>
  async () => {
    const { input, ...rest } = await begin()
    return { ...rest, input: { ...input, ...more } }
  }

/** The decisions of every feature by operation, with a word behind it where there are several ways. */
export function decisionsIn(world: World): Record<string, Decision> {
  const room = (as = 'a-room') => world.as(as).room
  const directory = (as = 'a-system') => world.as(as).directory
  const desk = () => world.as('d-logistics').repair

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

  /** A meeting of teacher Lin that runs; its later end by the administrator is the change. */
  async function aMeeting() {
    const [id, roomId] = [`runs-${number()}`, `r-runs-${number()}`]
    const now = world.cloud.clock.now()
    const [from, to] = [new Date(now - HOUR), new Date(Math.ceil(now / HOUR) * HOUR + HOUR)]
    const holder = { id: 't-lin', name: '林知微' }
    const always = { opensAt: '00:00', closesAt: '24:00', maxMinutes: 1440, departmentId: 'office' }
    const bookings = [aBooking(from, { id, to, until: to, holder })]
    await insert(world, 'rooms', roomRow({ _id: roomId, ...always, bookings }))
    const later = (hours: number) => iso(+to + hours * HOUR)
    return {
      seen: { version: 1 } as Versioned,
      input: { reservationId: id },
      later,
      change: () => room().extend({ reservationId: id, to: later(0.5) } as never),
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

  return {
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
    'room.change': { by: 'a-room', begin: withInput(aReservation, { title: '改名' }) },
    'room.finish': { by: 't-lin', begin: aMeeting },
    'room.extend': {
      by: 't-lin',
      async begin() {
        const { later, ...meeting } = await aMeeting()
        return { ...meeting, input: { ...meeting.input, to: later(1) } }
      },
    },
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
    'directory.confirmWechat': { by: 'a-system', begin: aPersonAsking },
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
    'todo.snooze': {
      by: 't-lin',
      async begin() {
        const subject = `put-off-${number()}`
        const state = async (version: number) => {
          await leaveEvents(world.cloud, anEvent({ subject, version }, anItem()))
          await tick(world.cloud)
        }
        await state(1)
        return {
          seen: { version: 1 },
          input: { id: `repair-${subject}-0`, until: iso(world.cloud.clock.now() + HOUR) },
          change: () => state(2),
        }
      },
    },
    'repair.dispatch': {
      by: 'd-logistics',
      begin: withInput(() => aTicketSeen('accepted'), { workerId: 'w-zhao' }),
    },
  }
}
