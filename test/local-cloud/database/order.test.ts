import fc from 'fast-check'
import { compare, hashKey } from '../../../scripts/local-cloud/database/compare'
import { keysOf } from '../../../scripts/local-cloud/database/query/path'
import { sortDocuments } from '../../../scripts/local-cloud/database/query/sort'
import type { Document, Value } from '../../../scripts/local-cloud/database/value'

/** Values of every type, small enough that equal ones occur. */
const anyValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Value>(
      null,
      true,
      false,
      0,
      -0,
      1,
      2.5,
      Number.NaN,
      -Infinity,
      '',
      'a',
      'b',
      '中',
      '\u{1f600}',
      '\u{ffff}',
      new Date(0),
      new Date(5),
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('x', 'y'), tie('value'), { noNullPrototype: true }),
  ),
})).value

test('types are ordered null, numbers, text, documents, arrays, booleans, dates', () => {
  const values: Value[] = [
    null,
    Number.NaN,
    -1,
    0,
    3,
    '',
    'a',
    {},
    { a: 1 },
    [],
    [1],
    false,
    true,
    new Date(0),
  ]
  const shuffled = [...values].reverse()
  expect(shuffled.sort(compare)).toEqual(values)
})

test('text is ordered by code point, as its UTF-8 bytes are', () => {
  const characters = fc.constantFrom('a', '~', '中', '\u{ffff}', '\u{e000}', '\u{1f600}', '\u{d7ff}')
  const text = fc.array(characters, { maxLength: 4 }).map(list => list.join(''))
  fc.assert(
    fc.property(
      text,
      text,
      (a, b) => Math.sign(compare(a, b)) === Buffer.compare(Buffer.from(a), Buffer.from(b)),
    ),
  )
})

test('documents are compared field by field: type, then name, then value', () => {
  expect(compare({ b: 1 }, { a: 'x' })).toBeLessThan(0)
  expect(compare({ a: 5 }, { b: 1 })).toBeLessThan(0)
  expect(compare({ a: 1 }, { a: 1, b: 1 })).toBeLessThan(0)
  expect(compare({ a: 1, b: 1 }, { b: 1, a: 1 })).toBeLessThan(0)
})

test('the order is total, and hash keys are equal exactly where values are', () => {
  fc.assert(
    fc.property(anyValue, anyValue, anyValue, (a, b, c) => {
      expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0)
      if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0)
      expect(hashKey(a) === hashKey(b) || Object.is(hashKey(a), hashKey(b))).toBe(compare(a, b) === 0)
    }),
  )
})

test('a sort puts an empty array before null and missing, and an array by its smallest or largest element', () => {
  const documents: Document[] = [
    { _id: 1, a: 5 },
    { _id: 2, a: [] },
    { _id: 3 },
    { _id: 4, a: [1, 9] },
    { _id: 5, a: null },
    { _id: 6, a: 'x' },
  ]
  const ids = (direction: 1 | -1) => sortDocuments(documents, { a: direction }).map(({ _id }) => _id)
  expect(ids(1)).toEqual([2, 3, 5, 4, 1, 6])
  expect(ids(-1)).toEqual([6, 4, 1, 3, 5, 2])
})

test('a sort below an array takes null for elements that are no documents, arrays among them', () => {
  const documents: Document[] = [
    { _id: 1, a: [{ b: 1 }] },
    { _id: 2, a: [[{ b: 0 }], { b: 5 }] },
    { _id: 3, a: [{ b: 3 }, 'x'] },
  ]
  expect(sortDocuments(documents, { 'a.b': 1 }).map(({ _id }) => _id)).toEqual([2, 3, 1])
  expect(sortDocuments(documents, { 'a.b': -1 }).map(({ _id }) => _id)).toEqual([2, 3, 1])
})

test('a sort by several fields keeps ties as they were, with a limit too', () => {
  const documents = Array.from({ length: 200 }, (_, i) => ({ _id: i, a: i % 3, b: { c: i % 7 } }))
  const all = sortDocuments(documents, { a: -1, 'b.c': 1 })
  expect(all.slice(0, 3).map(({ _id }) => _id)).toEqual([14, 35, 56])
  expect(sortDocuments(documents, { a: -1, 'b.c': 1 }, 10)).toEqual(all.slice(0, 10))
})

test('the keys of one path are those that it has in a compound key', () => {
  const never = () => new Error('parallel arrays')
  const path = fc.constantFrom('a', 'a.x', 'a.0', 'a.x.y', 'a.0.x')
  fc.assert(
    fc.property(anyValue, path, (a, name) => {
      const compound = keysOf({ a }, [name.split('.'), ['none']], never)
      const single = keysOf({ a }, [name.split('.')], never)
      expect(single.keys).toEqual(compound.keys.map(([value]) => [value]))
      expect([single.arrays[0], single.absent]).toEqual([compound.arrays[0], compound.absent])
    }),
    { numRuns: 500 },
  )
})
