import type { Invocation } from '../../scripts/local-cloud/functions/invocations'
import { Statistics } from '../../scripts/local-cloud/functions/statistics'

const invocation = { fn: 'room', databaseCalls: 2, cold: false } as Invocation
const statistics = () => new Statistics(() => 5)

test('a crash, a timeout and the function’s own INTERNAL are errors; a refusal is none', () => {
  const book = statistics()
  book.record(invocation, '{"ok":true,"data":"\\"code\\":\\"INTERNAL\\""}', 10)
  book.record(invocation, '{"ok":false,"error":{"code":"FORBIDDEN"}}', 20)
  book.record(invocation, '{"ok":false,"error":{"code":"INTERNAL"}}', 30)
  book.record({ ...invocation, cold: true }, new Error('timed out'), 40)
  book.record(invocation, null, 50)
  expect(book.callsOf('room')).toEqual({
    calls: 5,
    errors: 2,
    refusals: 1,
    coldStarts: 1,
    databaseCalls: 10,
    totalMs: 150,
    lastMs: 50,
  })
  expect(book.callsOf('account').calls).toBe(0)
})

test('a line that comes in pieces is one line, and instances do not mix theirs', () => {
  const book = statistics()
  const [one, other] = [book.printer('room'), book.printer('room')]
  one('a')
  other('x\n')
  one('b\nc\n\n')
  expect(book.linesOf('room')).toEqual(['x', 'ab', 'c'].map(text => ({ at: 5, text })))
})

test('the last 200 lines are kept', () => {
  const book = statistics()
  const print = book.printer('room')
  for (let line = 0; line < 250; line++) print(`${line}\n`)
  const lines = book.linesOf('room').map(({ text }) => text)
  expect([lines.length, lines[0], lines.at(-1)]).toEqual([200, '50', '249'])
})
