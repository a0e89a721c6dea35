import { terminalLog } from '../../scripts/terminal-log'

/** The part of these pieces of output that the terminal shows. */
function shownOf(...pieces: string[]): string {
  const shown: string[] = []
  const log = terminalLog(text => shown.push(text))
  for (const piece of pieces) log(piece)
  return shown.join('')
}

const line = (entry: object) => `${JSON.stringify(entry)}\n`

test('calls that went well leave the terminal as it is', () => {
  expect(shownOf(line({ fn: 'room', requestId: 'r', op: 'mine', code: 'OK', ms: 4, db: 2 }))).toBe('')
})

test('a refused call is one short line, however its output is cut', () => {
  const text = line({ fn: 'room', requestId: 'r', op: 'reserve', code: 'ROOM_TAKEN', ms: 4, db: 2 })
  expect(shownOf(text.slice(0, 20), text.slice(20))).toBe('room.reserve ROOM_TAKEN\n')
})

test('a crash is shown with its stack', () => {
  const text = line({ fn: 'room', op: 'mine', code: 'INTERNAL', crash: 'Error: broken\n    at a.ts:1' })
  expect(shownOf(text)).toBe('room.mine INTERNAL\nError: broken\n    at a.ts:1\n')
})

test('other output is passed on', () => {
  expect(shownOf('something else\n', '{"level":"warn"}\n')).toBe('something else\n{"level":"warn"}\n')
})
