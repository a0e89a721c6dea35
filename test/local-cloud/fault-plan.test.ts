import { Faults } from '../../scripts/local-cloud/faults'

test('a fault happens at the n-th call of its action, once', () => {
  const faults = new Faults()
  faults.add({ action: 'database.modifyDocument', nth: 2, kind: 'error' })
  expect(faults.strike('database.modifyDocument')).toBeUndefined()
  expect(faults.strike('database.getDocument')).toBeUndefined()
  expect(faults.strike('database.modifyDocument')).toMatchObject({ kind: 'error', when: 'before' })
  expect(faults.strike('database.modifyDocument')).toBeUndefined()
})

test('a family of actions counts all its calls', () => {
  const faults = new Faults()
  faults.add({ action: 'database.*', nth: 3, kind: 'cut', when: 'after' })
  const struck = [
    'database.getDocument',
    'storage.batchDeleteFile',
    'database.addCollection',
    'database.getDocument',
  ]
  expect(struck.map(action => faults.strike(action)?.kind)).toEqual([undefined, undefined, undefined, 'cut'])
})

test('two faults of one action happen at two calls', () => {
  const faults = new Faults()
  faults.add({ action: 'database.getDocument', nth: 1, kind: 'error' })
  faults.add({ action: 'database.getDocument', nth: 2, kind: 'kill' })
  const kinds = [1, 2, 3].map(() => faults.strike('database.getDocument')?.kind)
  expect(kinds).toEqual(['error', 'kill', undefined])
})

test('a cleared fault does not happen', () => {
  const faults = new Faults()
  faults.add({ action: 'database.getDocument', nth: 1, kind: 'error' })
  faults.clear()
  expect(faults.strike('database.getDocument')).toBeUndefined()
  expect(faults.list()).toEqual([])
})

test.each([
  { action: '', nth: 1, kind: 'error' },
  { action: 'database.getDocument', nth: 0, kind: 'error' },
  { action: 'database.getDocument', nth: 1.5, kind: 'error' },
  { action: 'database.getDocument', nth: 1, kind: 'explode' },
  { action: 'database.getDocument', nth: 1, kind: 'error', when: 'never' },
])('a fault that could never happen is refused: %j', fault => {
  expect(() => new Faults().add(fault as never)).toThrow('missing or wrong')
})
