import { RequestKey, requestKeyOf } from '../../miniprogram/services/idempotency'

const input = { roomId: 'r1', title: '例会' }

test('T-35: a request sent again after a lost reply keeps its key', () => {
  const key = new RequestKey()
  expect(key.keyFor('reserve', { ...input })).toBe(key.keyFor('reserve', { ...input }))
})

test('another input or another operation gets another key', () => {
  const key = new RequestKey()
  const first = key.keyFor('reserve', input)
  const second = key.keyFor('reserve', { ...input, title: '另一个会' })
  const third = key.keyFor('move', { ...input, title: '另一个会' })
  expect(new Set([first, second, third]).size).toBe(3)
})

test('the same input gets a new key once the reply has arrived', () => {
  const key = new RequestKey()
  const first = key.keyFor('reserve', input)
  key.complete()
  expect(key.keyFor('reserve', input)).not.toBe(first)
})

test('two instances of one page do not share a key', () => {
  const [page, other] = [{}, {}]
  const key = requestKeyOf(page).keyFor('reserve', input)
  requestKeyOf(other).keyFor('move', input)
  expect(requestKeyOf(page).keyFor('reserve', input)).toBe(key)
  expect(requestKeyOf(other).keyFor('reserve', input)).not.toBe(key)
})
