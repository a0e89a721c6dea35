import type { Outcome } from '../../scripts/local-cloud/cloud'
import { BUDGET } from '../access-table'
import { everybodyBack } from '../make/people'
import { operations } from '../make/sample'
import { told } from '../make/told'
import { aWorld } from '../make/world'

const world = aWorld()
afterEach(() => everybodyBack(world))

const everything = () =>
  JSON.stringify(world.cloud.database.collectionNames().map(name => [...world.cloud.database.dump(name)]))

const said = (outcome: Outcome) => (outcome.reply.ok ? told(outcome) : outcome.reply.error.code)

test.each(operations)(
  '$title: the same press, once more and ten times at once, has one effect',
  async ({ who, fn, op, input, title }) => {
    const press = () => world.raw(who, fn, { op, input, key: `press-${op}` })
    const first = await press()
    expect(first.databaseCalls).toBeLessThanOrEqual(BUDGET[title]!)
    expect(said(first)).not.toBe('INTERNAL')
    const after = everything()
    const again = await press()
    const many = await Promise.all(Array.from({ length: 10 }, press))
    for (const outcome of [again, ...many]) expect(said(outcome)).toEqual(said(first))
    expect(everything()).toBe(after)
  },
)

test.each(operations)(
  '$title: ten presses at once without a first one have one effect',
  async ({ who, fn, op, input, title }) => {
    const many = await Promise.all(
      Array.from({ length: 10 }, () => world.raw(who, fn, { op, input, key: `fresh-${op}` })),
    )
    const after = everything()
    for (const outcome of many) {
      expect(said(outcome)).toEqual(said(many[0]!))
      expect(outcome.databaseCalls).toBeLessThanOrEqual(BUDGET[title]!)
    }
    expect(said(await world.raw(who, fn, { op, input, key: `fresh-${op}` }))).toEqual(said(many[0]!))
    expect(everything()).toBe(after)
  },
)
