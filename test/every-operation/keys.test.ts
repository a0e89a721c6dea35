import type { Outcome } from '../../scripts/local-cloud/cloud'
import { operations } from '../make/operations'
import { comparableReply } from '../make/reply'
import { BUDGET } from '../make/roles'
import { aWorld } from '../make/world'

const world = aWorld()
let restore: () => void
beforeAll(() => {
  restore = world.cloud.database.checkpoint()
})
afterEach(() => restore())

const stored = () =>
  JSON.stringify(world.cloud.database.collectionNames().map(name => [...world.cloud.database.dump(name)]))

const answer = (outcome: Outcome) => (outcome.reply.ok ? comparableReply(outcome) : outcome.reply.error.code)

test.each(operations)(
  '$title: a request repeated with its key, once and ten times at once, has one effect',
  async ({ who, fn, op, input, title }) => {
    const request = () => world.raw(who, fn, { op, input, key: `press-${op}` })
    const first = await request()
    expect(first.databaseCalls).toBeLessThanOrEqual(BUDGET[title]!)
    expect(answer(first)).not.toBe('INTERNAL')
    const after = stored()
    const again = await request()
    const many = await Promise.all(Array.from({ length: 10 }, request))
    for (const outcome of [again, ...many]) expect(answer(outcome)).toEqual(answer(first))
    expect(stored()).toBe(after)
  },
)

test.each(operations)(
  '$title: ten requests with one key at once have one effect',
  async ({ who, fn, op, input, title }) => {
    const many = await Promise.all(
      Array.from({ length: 10 }, () => world.raw(who, fn, { op, input, key: `fresh-${op}` })),
    )
    const after = stored()
    for (const outcome of many) {
      expect(answer(outcome)).toEqual(answer(many[0]!))
      expect(outcome.databaseCalls).toBeLessThanOrEqual(BUDGET[title]!)
    }
    expect(answer(await world.raw(who, fn, { op, input, key: `fresh-${op}` }))).toEqual(answer(many[0]!))
    expect(stored()).toBe(after)
  },
)
