import { DUTIES, type Duty } from '#contract/features/index'
import { HOUR } from '#contract/kernel/time'
import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { contracts } from '../../scripts/local-cloud/contract'
import { seed } from '../../scripts/seed'
import { departments } from '../../scripts/seed/departments'
import { members } from '../../scripts/seed/members'
import { EVERYWHERE, SCOPED, SCOPED_LISTS, SCOPES, UNSCOPED } from '../access-table'
import { aBooking, aRoom } from '../make/rooms'
import { operations } from '../make/sample'
import { dayFrom, slot } from '../make/time'
import { aWorld } from '../make/world'

type Place = (typeof SCOPES)[number]

/** Holds every duty, for one college. */
const scoped = newMember(
  {
    ...{
      _id: 'x-scoped',
      openid: 'o-x-scoped',
      name: '院管',
      kind: 'staff',
      departments: ['cs'],
      scoped: 'tree',
    },
    duties: (Object.keys(DUTIES) as Duty[]).map(duty => ({ duty, scope: ['cs'] })),
  },
  departments,
)

/** For each place: people, an empty department, a room with a reservation that waits, a group, a request to join. */
const things = (place: Place) => ({
  members: [
    newMember(
      { _id: `p-${place}`, name: '甲', mail: `p-${place}@example.edu`, kind: 'staff', departments: [place] },
      departments,
    ),
    newMember(
      {
        _id: `f-${place}`,
        name: '乙',
        kind: 'staff',
        departments: [place],
        state: 'frozen',
        frozen: { reason: '', at: new Date(), by: '' },
      },
      departments,
    ),
  ],
  departments: ['edit', 'go'].map(what => ({
    ...{ id: `${what}-${place}`, name: `${what}${place}`, parent: place, kind: 'department' as const },
  })),
  rooms: [
    aRoom({
      ...{ _id: `r-${place}`, departmentId: place, needsApproval: true, opensAt: '00:00', closesAt: '24:00' },
      bookings: ['yes', 'no'].map((what, i) =>
        aBooking(new Date(dayFrom(2) + (9 + i) * HOUR), { id: `${what}-${place}`, status: 'pending' }),
      ),
    }),
  ],
  groups: [
    {
      ...{ _id: `g-${place}`, name: `组${place}`, state: 'active', members: [], rights: [], scope: [place] },
      ...{ contacts: false, version: 1, lastKey: '', changedAt: new Date(0) },
    },
  ],
  applications: [
    {
      ...{ _id: `q-${place}`, openid: `o-q-${place}`, state: 'pending', name: '丙', departmentId: place },
      ...{ post: '', account: `q-${place}`, phone: `1990000999${SCOPES.indexOf(place)}`, at: new Date() },
      ...{ version: 1, lastKey: '' },
    },
  ],
  audit_log: [
    {
      ...{ _id: `l-${place}`, at: new Date(), action: 'freeze', by: { id: 'x', name: 'x' } },
      ...{ target: { kind: 'member', id: `p-${place}`, name: '甲' }, departments: [place] },
    },
  ],
})
const all = SCOPES.map(things)

const world = aWorld({
  seed: now => ({
    ...seed(now),
    members: [...members, scoped, ...all.flatMap(one => one.members)],
    organisation: [
      {
        _id: 'tree',
        version: 1,
        lastKey: '',
        renamed: [],
        departments: [...departments, ...all.flatMap(one => one.departments)],
      } as never,
      { _id: 'administrators', version: 1, members: ['a-system'] } as never,
    ],
    rooms: all.flatMap(one => one.rooms),
    admin_groups: all.flatMap(one => one.groups),
    join_requests: all.flatMap(one => one.applications),
    audit_log: all.flatMap(one => one.audit_log),
  }),
})

/** What each operation is tried on, in a place. */
const INPUTS: Record<string, (place: Place) => object> = {
  'directory.decideJoinRequest': place => ({ id: `q-${place}`, accept: false, reason: '不是本单位' }),
  'directory.saveMember': place => ({ id: `p-${place}`, office: '301' }),
  'directory.saveDepartment': place => ({ name: '新的', parent: place }),
  'directory.moveDepartment': place => ({ id: `edit-${place}`, parent: 'cs' }),
  'directory.removeDepartment': place => ({ id: `go-${place}` }),
  'directory.freeze': place => ({ id: `p-${place}`, reason: '核实' }),
  'directory.unfreeze': place => ({ id: `f-${place}` }),
  'access.group': place => ({ id: `g-${place}` }),
  'access.saveGroup': place => ({ name: '新组', members: [], rights: [], scope: [place] }),
  'access.removeGroup': place => ({ id: `g-${place}` }),
  'access.grantDuty': place => ({ id: 't-lin', duty: 'room.admin', scope: [place] }),
  'room.approve': place => ({ reservationId: `yes-${place}` }),
  'room.refuse': place => ({ reservationId: `no-${place}`, reason: '冲突' }),
  'room.create': place => ({ name: '新', location: '新楼', seats: 4, departmentId: place }),
  'room.update': place => ({ roomId: `r-${place}`, seats: 11 }),
  'room.close': place => ({ roomId: `r-${place}`, ...slot(8, 9, 10), reason: '检修' }),
  'room.open': place => ({ roomId: `r-${place}` }),
}

const ofDuties = contracts.flatMap(({ name, ops }) =>
  Object.entries(ops).flatMap(([op, { access }]) => (typeof access === 'object' ? [`${name}.${op}`] : [])),
)

test('the reviewed table says of every operation of a duty how far it reaches', () => {
  const said = [...Object.keys(SCOPED), ...SCOPED_LISTS, ...EVERYWHERE, ...Object.keys(UNSCOPED)]
  expect(said.sort()).toEqual(ofDuties.sort())
  expect(Object.keys(INPUTS).sort()).toEqual(Object.keys(SCOPED).sort())
})

async function ask(title: string, input: object) {
  const [fn, op] = title.split('.') as [string, string]
  const { reply } = await world.raw('x-scoped', fn, { op, input })
  return reply
}

// Lists first: the operations below change what they show.
test.each([
  ['directory.joinRequests', {}, (place: Place) => `q-${place}`],
  ['access.groups', {}, (place: Place) => `g-${place}`],
  ['access.audit', {}, (place: Place) => `l-${place}`],
  ['room.pending', {}, (place: Place) => `yes-${place}`],
  ['room.conflicts', slot(2, 9, 10), (place: Place) => `yes-${place}`],
] as const)('E-44: %s shows what lies inside the scope', async (title, input, id) => {
  const reply = await ask(title, input)
  const shown = ((reply as { data?: { items: { id: string }[] } }).data?.items ?? []).map(one => one.id)
  expect(SCOPES.filter(place => shown.includes(id(place)))).toEqual(['cs', 'cs-se'])
  expect(SCOPED_LISTS).toContain(title)
})

test.each(Object.entries(SCOPED))(
  'E-44: %s reaches the scope and nothing beside or above it',
  async (title, expected) => {
    const codes: string[] = []
    for (const place of SCOPES) {
      const reply = await ask(title, INPUTS[title]!(place))
      codes.push(reply.ok ? 'OK' : reply.error.code)
    }
    expect(codes).toEqual(expected)
  },
)

test.each(EVERYWHERE)('E-44: %s is for who holds the duty everywhere', async title => {
  const { input } = operations.find(one => one.title === title)!
  expect(await ask(title, input)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
})

test('E-44: moving somebody takes the right for the old and for the new department', async () => {
  const move = (id: string, place: Place) => ask('directory.saveMember', { id, departments: [place] })
  expect(await move('p-cs-se', 'lit')).toMatchObject({ ok: false, error: { field: 'departments' } })
  expect(await move('p-lit', 'cs-se')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  expect(await move('p-cs-se', 'cs')).toMatchObject({ ok: true })
})
