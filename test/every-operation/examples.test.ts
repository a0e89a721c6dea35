import { contracts } from '../../scripts/local-cloud/contract'
import { TIMER_CALLER, timerEvent, timersOf } from '../../scripts/local-cloud/timers'
import { phoneOf } from '../../scripts/local-cloud/wechat/phones'
import { personas, seedWithExamples } from '../../scripts/seed'
import { operations } from '../make/operations'
import { at } from '../make/time'
import { aWorld } from '../make/world'

const world = aWorld({ seed: seedWithExamples })

interface Answer {
  ok: boolean
  data: Record<string, unknown>
}

/** Fields of replies that have their rows by another name. */
const ROWS: Record<string, string> = {
  'room.search': 'groups',
  'repair.stats': 'rows',
}
/** Lists without pages. */
const WHOLE = ['account.offers', 'repair.categories', 'repair.hotlines', 'repair.workers', 'repair.stats']
/** Not lists of what there is: faults, and what is done to a page. */
const OTHERS = ['admin.lint', 'message.readPage']
/** Inputs of lists that show something by what is asked. */
const ASKED: Record<string, object> = {
  'directory.search': { text: '林' },
  'directory.department': { id: 'cs-se' },
  'repair.stats': { from: at(-20, 0).slice(0, 10), to: at(0, 0).slice(0, 10), by: 'category' },
  'room.conflicts': { from: at(1, 8), to: at(1, 18) },
  'room.search': { from: at(1, 8), to: at(1, 18), lengthMinutes: 60 },
}

const paged = contracts.flatMap(({ name, ops }) =>
  Object.entries(ops)
    .filter(([, { input }]) => 'page' in ((input as { entries?: object }).entries ?? {}))
    .map(([op]) => `${name}.${op}`),
)
const lists = [...paged, ...WHOLE].filter(title => !OTHERS.includes(title))
const people = personas.map(({ id }) => id)

const rowsFor = async (who: string, title: string): Promise<number> => {
  const { fn, op, input } = operations.find(one => one.title === title)!
  const { reply } = await world.raw(who, fn, { op, input: { ...input, ...ASKED[title] } })
  const { ok, data } = reply as Answer
  return ok ? ((data[ROWS[title] ?? 'items'] as unknown[]) ?? []).length : 0
}

describe('the examples of a new local cloud', () => {
  beforeAll(async () => {
    // The statistics are added up by a timer; none of them may stumble over an example.
    for (const { fn, name } of timersOf(world.cloud.pool.folder))
      await world.cloud.invoke(fn, timerEvent(name, world.cloud.clock.now()), TIMER_CALLER)
  })

  test.each(lists)('give %s a row for somebody', async title => {
    const counts = await Promise.all(people.map(who => rowsFor(who, title)))
    expect(Math.max(...counts)).toBeGreaterThan(0)
  })

  test('give everybody at work a message', async () => {
    const atWork = people.filter(id => !['f-frozen', 'stranger'].includes(id))
    const counts = await Promise.all(atWork.map(who => rowsFor(who, 'message.list')))
    expect(atWork.filter((_, i) => !counts[i])).toEqual([])
  })

  test('have a ticket of every state', () => {
    const states = new Set([...world.cloud.database.dump('tickets')].map(({ state }) => state))
    expect([...states].sort()).toEqual([
      'accepted',
      'cancelled',
      'closed',
      'dispatched',
      'finished',
      'rated',
      'refused',
      'started',
      'submitted',
    ])
  })

  test('have nothing that the schema would refuse', async () => {
    const wrong = []
    let after: string | undefined
    do {
      const { rows, next } = await world.console.lint({ page: { after } })
      wrong.push(...rows)
      after = next
    } while (after)
    expect(wrong).toEqual([])
  })

  test('are the same for the same moment', () => {
    const now = new Date('2026-11-18T02:07:00Z')
    expect(seedWithExamples(now)).toEqual(seedWithExamples(now))
  })

  test('put the stranger on the roster with the number that WeChat gives', () => {
    const phone = phoneOf(world.cloud.database, 'o-stranger')
    const found = [...world.cloud.database.dump('members')].find(member => member.phone === phone)
    expect(found).toMatchObject({ state: 'active' })
    expect(found?.openid).toBeUndefined()
  })

  test('have an import that can be undone without a rest', async () => {
    const undone = await world.as('a-system').directory.importUndo({ importId: 'seed-import' })
    expect(undone).toMatchObject({ state: 'undone', kept: [] })
    const found = [...world.cloud.database.dump('members')]
    expect(found.filter(({ importId }) => importId === 'seed-import')).toEqual([])
    expect(found.find(({ _id }) => _id === 'm-15')).toMatchObject({ posts: ['教授'] })
  })
})
