import { Press } from '../../miniprogram/services/press'

const input = { roomId: 'r1', title: '例会' }

test('T-35: the same press sent again after a lost reply keeps its key', () => {
  const press = new Press()
  expect(press.keyFor('reserve', { ...input })).toBe(press.keyFor('reserve', { ...input }))
})

test('another input or another operation is another press', () => {
  const press = new Press()
  const first = press.keyFor('reserve', input)
  const second = press.keyFor('reserve', { ...input, title: '另一个会' })
  const third = press.keyFor('move', { ...input, title: '另一个会' })
  expect(new Set([first, second, third]).size).toBe(3)
})

test('once the reply has arrived, the same input is a second wish', () => {
  const press = new Press()
  const first = press.keyFor('reserve', input)
  press.done()
  expect(press.keyFor('reserve', input)).not.toBe(first)
})
