import { forEachParallel } from '../../cloudfunctions/kernel/pool'

const items = Array.from({ length: 30 }, (_, i) => i)

test('a pool works on every item once, in order, and on no more at a time than its size', async () => {
  const begun: number[] = []
  let [underWay, most] = [0, 0]
  await forEachParallel(items, 4, async item => {
    begun.push(item)
    most = Math.max(most, ++underWay)
    await new Promise(setImmediate)
    underWay--
  })
  expect(begun).toEqual(items)
  expect(most).toBe(4)
})

test('a pool throws a failure after the items under way have ended, and begins no other', async () => {
  const ended: number[] = []
  const work = async (item: number) => {
    await new Promise(setImmediate)
    if (item === 1) throw new Error('broken')
    ended.push(item)
  }
  await expect(forEachParallel(items, 4, work)).rejects.toThrow('broken')
  expect(ended.length).toBeLessThan(8)
  expect(ended).toEqual(expect.arrayContaining([0, 2, 3]))
})
