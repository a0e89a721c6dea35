import { DUTIES, type Duty } from '#contract/features/index'
import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { contracts } from '../../scripts/local-cloud/contract'
import { seed } from '../../scripts/seed'
import { departments } from '../../scripts/seed/departments'
import { members } from '../../scripts/seed/members'
import { factsByTitle, fixtures } from '../make/fixtures'
import { idIn, needsVersion, operations } from '../make/operations'
import { PLACES, type Place } from '../make/places'
import { seen } from '../make/seen'
import { aWorld } from '../make/world'

/** Holds every duty, for one college. */
const scoped = newMember(
  {
    _id: 'x-scoped',
    openid: 'o-x-scoped',
    name: '院管',
    kind: 'staff',
    departments: ['cs'],
    scoped: 'tree',
    duties: (Object.keys(DUTIES) as Duty[]).map(duty => ({ duty, scope: ['cs'] })),
  },
  departments,
)

const THINGS = factsByTitle(({ scope }) => scope?.things)
const LISTS = factsByTitle(({ scope }) => scope?.lists)
const EVERYWHERE = Object.entries(fixtures).flatMap(([word, { scope }]) =>
  (scope?.everywhere ?? []).map(op => `${word}.${op}`),
)
const UNSCOPED = factsByTitle(({ scope }) => scope?.unscoped)

/** The documents of all places, by collection. */
const documents: Record<string, { _id: string }[]> = {}
for (const place of PLACES)
  for (const { scope } of Object.values(fixtures))
    for (const [collection, rows] of Object.entries(scope?.documents?.(place) ?? {}))
      documents[collection] = [...(documents[collection] ?? []), ...(rows as { _id: string }[])]
const { departments: nodes = [], members: people = [], ...more } = documents

const world = aWorld({
  seed: now => ({
    ...seed(now),
    ...more,
    members: [...members, scoped, ...people],
    organisation: [
      {
        _id: 'tree',
        version: 1,
        lastKey: '',
        renamed: [],
        departments: [...departments, ...nodes],
      } as never,
      { _id: 'administrators', version: 1, members: ['a-system'] } as never,
    ],
  }),
})

const ofDuties = contracts.flatMap(({ name, ops }) =>
  Object.entries(ops).flatMap(([op, { access }]) => (typeof access === 'object' ? [`${name}.${op}`] : [])),
)

test('the reviewed tables say of every operation of a duty how far it reaches', () => {
  const described = [THINGS, LISTS, UNSCOPED].flatMap(Object.keys)
  expect([...described, ...EVERYWHERE].sort()).toEqual(ofDuties.sort())
})

async function ask(title: string, input: object) {
  const [fn, op] = title.split('.') as [string, string]
  const { schema } = operations.find(one => one.title === title)!
  const version = needsVersion(schema) && seen(world, idIn(input as Record<string, unknown>))
  const { reply } = await world.raw('x-scoped', fn, { op, input: { ...input, ...version } })
  return reply
}

// Lists first: the operations below change what they show.
test.each(Object.entries(LISTS))('E-44: %s shows the scope alone', async (title, { input = {}, id }) => {
  const reply = await ask(title, input)
  const items = (reply as { data?: { items: { id: string }[] } }).data?.items ?? []
  const shown = items.map(item => item.id)
  expect(PLACES.filter(place => shown.includes(id(place)))).toEqual(['cs', 'cs-se'])
})

test.each(Object.entries(THINGS))(
  'E-44: %s reaches the scope and nothing beside or above it',
  async (title, { input, codes }) => {
    const answered: string[] = []
    for (const place of PLACES) {
      const reply = await ask(title, input(place))
      answered.push(reply.ok ? 'OK' : reply.error.code)
    }
    expect(answered).toEqual(codes)
  },
)

test.each(EVERYWHERE)('E-44: %s is refused to the holder of a duty for a part', async title => {
  const { input } = operations.find(operation => operation.title === title)!
  expect(await ask(title, input)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
})

test('E-44: moving a member takes the right for the old and for the new department', async () => {
  const move = (id: string, place: Place) => ask('directory.saveMember', { id, departments: [place] })
  expect(await move('p-cs-se', 'lit')).toMatchObject({ ok: false, error: { field: 'departments' } })
  expect(await move('p-lit', 'cs-se')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  expect(await move('p-cs-se', 'cs')).toMatchObject({ ok: true })
})
