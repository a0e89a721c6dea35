import { compileUpdate } from '../../../scripts/local-cloud/database/update/update'
import type { Document } from '../../../scripts/local-cloud/database/value'

/** The next version of a document; fails when the given one is changed in place. */
function updated(document: Document, update: Document, filter: Document = {}): Document {
  const before = structuredClone(document)
  const after = compileUpdate(update, filter)(document)
  expect(document).toStrictEqual(before)
  return after
}

const refused = expect.objectContaining({ code: 'DATABASE_REQUEST_FAILED' })

describe('set and unset', () => {
  test('create the documents on the way and share what they do not touch', () => {
    const document = { _id: 1, kept: { deep: [1] } }
    const after = updated(document, { $set: { 'a.b.c': 1 } })
    expect(after).toEqual({ _id: 1, kept: { deep: [1] }, a: { b: { c: 1 } } })
    expect(after.kept).toBe(document.kept)
  })

  test('give the same object when nothing changes', () => {
    const document = { _id: 1, n: 1, a: { b: [1, { c: 2 }] } }
    expect(updated(document, { $set: { 'a.b': [1, { c: 2 }] }, $unset: { gone: '' }, $inc: { n: 0 } })).toBe(
      document,
    )
  })

  test('reach array elements by place, fill places between with null, and leave null behind', () => {
    expect(updated({ a: [1] }, { $set: { 'a.3': 4 } })).toEqual({ a: [1, null, null, 4] })
    expect(updated({ a: [{ b: 1 }] }, { $set: { 'a.0.b': 2 } })).toEqual({ a: [{ b: 2 }] })
    expect(updated({ a: [1, 2] }, { $unset: { 'a.0': '' } })).toEqual({ a: [null, 2] })
  })

  test('add new fields in the order of their names', () => {
    expect(Object.keys(updated({ _id: 1 }, { $set: { z: 1, b: 1 }, $inc: { m: 1 } }))).toEqual([
      '_id',
      'b',
      'm',
      'z',
    ])
  })

  test('keep the order of fields that a replaced document depends on', () => {
    expect(updated({ a: { x: 1, y: 2 } }, { $set: { a: { y: 2, x: 1 } } })).not.toBe(undefined)
    expect(
      Object.keys(updated({ a: { x: 1, y: 2 } }, { $set: { a: { y: 2, x: 1 } } }).a as Document),
    ).toEqual(['y', 'x'])
  })

  test.each<[string, Document, Document]>([
    ['a field below a plain value', { a: 5 }, { $set: { 'a.b': 1 } }],
    ['a named field of an array', { a: [] }, { $set: { 'a.b': 1 } }],
    ['a place absurdly far beyond the end', { a: [] }, { $set: { 'a.9000000': 1 } }],
    ['the id', { _id: 1 }, { $set: { _id: 2 } }],
    ['a value that cannot be stored', {}, { $set: { a: { $b: 1 } } }],
    ['an empty part of a path', {}, { $set: { 'a..b': 1 } }],
    ['an array filter', { a: [1] }, { $set: { 'a.$[e]': 1 } }],
    ['the prototype', {}, { $set: { '__proto__.x': 1 } }],
  ])('refuse to set %s', (_, document, update) => {
    expect(() => updated(document, update)).toThrow(refused)
  })
})

describe('numbers', () => {
  test('are counted up, multiplied, bounded and masked', () => {
    const update = {
      $inc: { i: 2, fresh: 3 },
      $mul: { m: 3, none: 5 },
      $min: { lo: 1, lo2: 9, lo3: 4 },
      $max: { hi: 9 },
      $bit: { b: { or: 3 } },
    }
    expect(updated({ i: 1, m: 2, lo: 5, lo2: 5, hi: 5, b: 4 }, update)).toEqual({
      i: 3,
      fresh: 3,
      m: 6,
      none: 0,
      lo: 1,
      lo2: 5,
      lo3: 4,
      hi: 9,
      b: 7,
    })
  })

  test('are bounded across types by MongoDB’s order', () => {
    expect(updated({ a: 5 }, { $max: { a: 'x' } })).toEqual({ a: 'x' })
    expect(updated({ a: 'x' }, { $min: { a: null } })).toEqual({ a: null })
  })

  test.each<[string, Document]>([
    ['text counted up', { $inc: { a: 1 } }],
    ['text multiplied', { $mul: { a: 2 } }],
    ['text masked', { $bit: { a: { and: 1 } } }],
    ['a step that is no number', { $inc: { n: 'x' } }],
    ['an unknown mask', { $bit: { n: { nand: 1 } } }],
    ['null counted up', { $inc: { nothing: 1 } }],
  ])('refuse %s', (_, update) => {
    expect(() => updated({ a: 'x', n: 1, nothing: null }, update)).toThrow(refused)
  })
})

describe('arrays', () => {
  test('are pushed to at the end, at a place, in order and within a length', () => {
    expect(updated({}, { $push: { a: 1 } })).toEqual({ a: [1] })
    expect(updated({ a: [1] }, { $push: { a: [2, 3] } })).toEqual({ a: [1, [2, 3]] })
    expect(updated({ a: [1, 4] }, { $push: { a: { $each: [2, 3], $position: 1 } } })).toEqual({
      a: [1, 2, 3, 4],
    })
    expect(updated({ a: [1, 4] }, { $push: { a: { $each: [2], $position: -1 } } })).toEqual({ a: [1, 2, 4] })
    expect(updated({ a: [3, 1] }, { $push: { a: { $each: [2], $sort: -1, $slice: 2 } } })).toEqual({
      a: [3, 2],
    })
    expect(updated({ a: [1, 2] }, { $push: { a: { $each: [3], $slice: -2 } } })).toEqual({ a: [2, 3] })
    const sorted = updated(
      {
        a: [
          { x: 2, y: 1 },
          { x: 1, y: 1 },
        ],
      },
      { $push: { a: { $each: [{ x: 2, y: 0 }, { y: 5 }], $sort: { x: 1, y: -1 } } } },
    )
    expect(sorted).toEqual({ a: [{ y: 5 }, { x: 1, y: 1 }, { x: 2, y: 1 }, { x: 2, y: 0 }] })
  })

  test('stay the same version when a push ends where it began', () => {
    const document = { a: [1, 2] }
    expect(updated(document, { $push: { a: { $each: [3], $slice: 2 } } })).toBe(document)
    expect(updated(document, { $push: { a: { $each: [] } } })).toBe(document)
  })

  test('take a value once into a set', () => {
    expect(updated({ a: [{ x: 1 }] }, { $addToSet: { a: { x: 1 }, b: 1 } })).toEqual({
      a: [{ x: 1 }],
      b: [1],
    })
    expect(updated({ a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } })).toEqual({ a: [1, 2] })
  })

  test('lose their ends', () => {
    expect(updated({ a: [1, 2, 3], b: [1, 2] }, { $pop: { a: 1, b: -1, none: 1 } })).toEqual({
      a: [1, 2],
      b: [2],
    })
  })

  test('lose what equals, what meets operators, and documents that meet a filter', () => {
    expect(updated({ a: [1, 2, 1, [1]] }, { $pull: { a: 1 } })).toEqual({ a: [2, [1]] })
    expect(updated({ a: [1, 5, 9, 'x'] }, { $pull: { a: { $gte: 5 } } })).toEqual({ a: [1, 'x'] })
    expect(updated({ a: [{ x: 1, y: 1 }, { x: 2 }, 1] }, { $pull: { a: { x: 1 } } })).toEqual({
      a: [{ x: 2 }, 1],
    })
    expect(updated({ a: [{ x: 1 }, { x: 2 }] }, { $pull: { a: { $or: [{ x: 2 }] } } })).toEqual({
      a: [{ x: 1 }],
    })
    expect(updated({ a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } })).toEqual({ a: [1] })
  })

  test.each(['$push', '$addToSet', '$pop', '$pull', '$pullAll'])(
    '%s refuses a field that is no array',
    operator => {
      const operand = operator === '$pullAll' ? [1] : 1
      expect(() => updated({ a: 'text' }, { [operator]: { a: operand } })).toThrow(refused)
    },
  )

  test.each<[string, Document]>([
    ['an unknown push modifier', { $push: { a: { $each: [], $shuffle: 1 } } }],
    ['each without an array', { $push: { a: { $each: 1 } } }],
    ['a slice that is no integer', { $push: { a: { $each: [], $slice: 'x' } } }],
    ['a pop of more than one', { $pop: { a: 2 } }],
  ])('refuse %s', (_, update) => {
    expect(() => updated({ a: [] }, update)).toThrow(refused)
  })
})

describe('the positional operator', () => {
  const room = {
    bookings: [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
      { id: 'c', n: 3 },
    ],
  }
  const places = (filter: Document) =>
    (updated(room, { $set: { 'bookings.$.hit': true } }, filter).bookings as Document[]).map(
      ({ hit }) => hit === true,
    )

  test.each<[string, Document]>([
    ['a dotted path', { 'bookings.id': 'b' }],
    ['elemMatch', { bookings: { $elemMatch: { id: 'b', n: 2 } } }],
    [
      'elemMatch inside and',
      { $and: [{ x: { $exists: false } }, { bookings: { $elemMatch: { n: { $gt: 1, $lt: 3 } } } }] },
    ],
    ['several conditions that agree', { 'bookings.id': 'b', 'bookings.n': 2 }],
    ['a branch of or', { $or: [{ 'bookings.id': 'x' }, { 'bookings.id': 'b' }] }],
    ['a condition beside a negation', { 'bookings.n': { $gte: 2 }, 'bookings.id': { $ne: 'z' } }],
  ])('takes the element from %s', (_, filter) => {
    expect(places(filter)).toEqual([false, true, false])
  })

  test('replaces the element itself', () => {
    expect(updated({ a: [1, 2, 3] }, { $set: { 'a.$': 9 } }, { a: { $gt: 1 } })).toEqual({ a: [1, 9, 3] })
  })

  test.each<[string, Document]>([
    ['the filter says nothing about the array', { _id: 1 }],
    ['the filter only negates', { 'bookings.id': { $ne: 'z' } }],
    ['two conditions point at different elements', { 'bookings.id': 'b', 'bookings.n': 1 }],
  ])('is refused when %s', (_, filter) => {
    expect(() => places(filter)).toThrow(/positional/)
  })
})

test('$[] changes every element, also of arrays in arrays', () => {
  expect(updated({ a: [{ n: 1 }, { n: 2 }] }, { $inc: { 'a.$[].n': 10 } })).toEqual({
    a: [{ n: 11 }, { n: 12 }],
  })
  expect(updated({ a: [[1], [2, 3]] }, { $mul: { 'a.$[].$[]': 2 } })).toEqual({ a: [[2], [4, 6]] })
  expect(() => updated({}, { $inc: { 'a.$[]': 1 } })).toThrow(refused)
})

test('rename moves a field, over an older one, and refuses array elements', () => {
  expect(updated({ a: 1, b: 2 }, { $rename: { a: 'b' } })).toEqual({ b: 1 })
  expect(updated({ a: { x: 1 } }, { $rename: { 'a.x': 'c.y' } })).toEqual({ a: {}, c: { y: 1 } })
  expect(updated({ b: 2 }, { $rename: { a: 'b' } })).toEqual({ b: 2 })
  expect(() => updated({ a: [{ x: 1 }] }, { $rename: { 'a.0.x': 'b' } })).toThrow(refused)
})

test('a replacement keeps the id and refuses another', () => {
  expect(updated({ _id: 1, a: 1 }, { b: 2 })).toEqual({ _id: 1, b: 2 })
  expect(() => updated({ _id: 1 }, { _id: 2, b: 2 })).toThrow(refused)
})

test.each<[string, Document]>([
  ['twice the same path', { $set: { a: 1 }, $inc: { a: 1 } }],
  ['a path and one below it', { $set: { a: {} }, $inc: { 'a.b': 1 } }],
  ['a path below the new name of another', { $set: { 'a.b': 1 }, $rename: { c: 'a' } }],
  ['a path below one that is renamed', { $rename: { a: 'b' }, $set: { 'b.c': 1 } }],
])('an update of %s is a conflict', (_, update) => {
  expect(() => compileUpdate(update, {})).toThrow('conflict')
})

test('an update that fails on its last operator leaves the document as it was', () => {
  const document = { a: [1], b: { c: 1 }, z: 'text' }
  expect(() => updated(document, { $push: { a: 2 }, $set: { 'b.c': 2 }, $inc: { z: 1 } })).toThrow(refused)
  expect(document).toEqual({ a: [1], b: { c: 1 }, z: 'text' })
})

test.each<[string, Document]>([
  ['unknown operators', { $frobnicate: { a: 1 } }],
  ['operators beside plain fields', { $set: { a: 1 }, b: 2 }],
])('an update with %s is refused', (_, update) => {
  expect(() => compileUpdate(update, {})).toThrow(refused)
})
