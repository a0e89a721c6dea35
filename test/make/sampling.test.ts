import { samplingOf } from './sampling'

const items = Array.from({ length: 100 }, (_, i) => i)
const one = samplingOf({ SEED: 'one' })

test('a sample is repeated by its seed, and changes with the seed and the purpose', () => {
  const [again, other] = [samplingOf({ SEED: 'one' }), samplingOf({ SEED: 'two' })]
  expect(one.sample('a', items, 10)).toEqual(again.sample('a', items, 10))
  expect(one.seedNumber).toBe(again.seedNumber)
  expect(one.sample('a', items, 10)).not.toEqual(one.sample('b', items, 10))
  expect(one.sample('a', items, 10)).not.toEqual(other.sample('a', items, 10))
  expect(one.seedNumber).not.toBe(other.seedNumber)
})

test('a sample holds as many items as it was asked for, in their order', () => {
  const ten = one.sample('a', items, 10)
  expect(new Set(ten).size).toBe(10)
  expect(ten).toEqual([...ten].sort((a, b) => a - b))
  expect(one.sample('a', items, 200)).toEqual(items)
})

test('a full run takes everything', () => {
  const all = samplingOf({ FULL: '1' })
  expect([all.full, all.sample('a', items, 10)]).toEqual([true, items])
})

test('every item is in the sample of some seed', () => {
  const seen = new Set<number>()
  for (let i = 0; i < 100; i++)
    for (const item of samplingOf({ SEED: `seed ${i}` }).sample('a', items, 10)) seen.add(item)
  expect(seen.size).toBe(items.length)
})
