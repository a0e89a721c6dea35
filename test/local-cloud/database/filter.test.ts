import { Pattern } from '../../../scripts/local-cloud/database'
import { compileFilter } from '../../../scripts/local-cloud/database/query/filter'
import type { Document, Value } from '../../../scripts/local-cloud/database/value'

/** Which of the values, stored as field `a`, a condition on that field accepts. `undefined` leaves the field out. */
function accepted(condition: Value, values: (Value | undefined)[]): (Value | undefined)[] {
  const matches = compileFilter({ a: condition })
  return values.filter(a => matches(a === undefined ? {} : { a }))
}

const matches = (filter: Document, document: Document) => compileFilter(filter)(document)

describe('equality', () => {
  test('with null also accepts a missing field, and arrays that contain null', () => {
    expect(accepted(null, [null, undefined, 0, '', [], [null], [1]])).toEqual([null, undefined, [null]])
  })

  test('looks into arrays one level deep, and compares a whole array as well', () => {
    expect(accepted(1, [1, [1, 2], [[1]], [2]])).toEqual([1, [1, 2]])
    expect(accepted([1], [[1], [[1], 2], [1, 2], 1])).toEqual([[1], [[1], 2]])
  })

  test('of documents depends on the order of their fields', () => {
    expect(accepted({ x: 1, y: 2 }, [{ x: 1, y: 2 }, { y: 2, x: 1 }, { x: 1 }])).toEqual([{ x: 1, y: 2 }])
  })

  test('knows NaN, dates and both zeros', () => {
    expect(accepted(Number.NaN, [Number.NaN, 0])).toEqual([Number.NaN])
    expect(accepted(new Date(5), [new Date(5), 5])).toEqual([new Date(5)])
    expect(accepted(0, [0, -0, false, null])).toEqual([0, -0])
  })

  test('of a field named like a member of every object means the document’s own field', () => {
    expect(matches({ constructor: null, toString: null }, {})).toBe(true)
    expect(matches({ constructor: 1 }, { constructor: 1 })).toBe(true)
    expect(matches({ '__proto__.x': { $exists: true } }, {})).toBe(false)
  })
})

describe('comparison', () => {
  test('stays within the operand’s type', () => {
    const values = [1, 9, '5', null, undefined, true, new Date(9), [9], ['9'], {}]
    expect(accepted({ $gt: 5 }, values)).toEqual([9, [9]])
    expect(accepted({ $lt: '6' }, values)).toEqual(['5'])
    expect(accepted({ $gte: new Date(9) }, values)).toEqual([new Date(9)])
    expect(accepted({ $gte: false }, values)).toEqual([true])
  })

  test('with null accepts null and missing for gte and lte, and nothing for gt and lt', () => {
    expect(accepted({ $gte: null }, [null, undefined, 1])).toEqual([null, undefined])
    expect(accepted({ $lte: null }, [null, undefined, 1])).toEqual([null, undefined])
    expect(accepted({ $gt: null }, [null, undefined, 1])).toEqual([])
  })

  test('orders NaN with nothing but itself', () => {
    expect(accepted({ $lte: 5 }, [Number.NaN, 1])).toEqual([1])
    expect(accepted({ $gte: Number.NaN }, [Number.NaN, 1])).toEqual([Number.NaN])
    expect(accepted({ $gt: -Infinity }, [-Infinity, Number.NaN, Infinity])).toEqual([Infinity])
    expect(accepted({ $gte: Infinity }, [Infinity])).toEqual([Infinity])
  })

  test('orders text by code point', () => {
    expect(accepted({ $gt: '\u{ff5e}' }, ['\u{1f600}', '~'])).toEqual(['\u{1f600}'])
  })

  test('may be met by two elements of an array, but by one inside elemMatch', () => {
    expect(accepted({ $gt: 5, $lt: 3 }, [[1, 9]])).toEqual([[1, 9]])
    expect(accepted({ $elemMatch: { $gt: 5, $lt: 3 } }, [[1, 9]])).toEqual([])
  })
})

describe('sets', () => {
  test('in accepts values, null for missing, patterns and whole arrays', () => {
    expect(accepted({ $in: [1, null] }, [1, undefined, null, 2, [2, 1]])).toEqual([
      1,
      undefined,
      null,
      [2, 1],
    ])
    expect(accepted({ $in: [new Pattern('^a', '')] }, ['ab', 'ba', ['x', 'ay']])).toEqual(['ab', ['x', 'ay']])
    expect(accepted({ $in: [[1, 2]] }, [[1, 2], [[1, 2]], [1]])).toEqual([[1, 2], [[1, 2]]])
  })

  test('nin and ne accept what their opposites do not, missing included', () => {
    expect(accepted({ $nin: [1, 2] }, [1, 3, undefined, [1, 3], [3]])).toEqual([3, undefined, [3]])
    expect(accepted({ $ne: 1 }, [1, 2, undefined, [1, 2], [2]])).toEqual([2, undefined, [2]])
    expect(accepted({ $ne: null }, [null, undefined, 0])).toEqual([0])
  })

  test('all wants every value, of a scalar too, and nothing meets an empty one', () => {
    expect(accepted({ $all: [1, 2] }, [[1, 2, 3], [1], 1])).toEqual([[1, 2, 3]])
    expect(accepted({ $all: [1] }, [1, [1]])).toEqual([1, [1]])
    expect(accepted({ $all: [] }, [[], [1]])).toEqual([])
    expect(
      accepted({ $all: [{ $elemMatch: { x: 1 } }, { $elemMatch: { x: 2 } }] }, [
        [{ x: 1 }, { x: 2 }],
        [{ x: 1 }],
      ]),
    ).toHaveLength(1)
  })
})

describe('other conditions', () => {
  test('exists tells null from missing', () => {
    expect(accepted({ $exists: true }, [null, undefined, 0])).toEqual([null, 0])
    expect(accepted({ $exists: false }, [null, undefined, 0])).toEqual([undefined])
  })

  test('size counts the array itself', () => {
    expect(accepted({ $size: 2 }, [[1, 2], [[1, 2]], 'ab', 2])).toEqual([[1, 2]])
  })

  test('mod cuts fractions off and keeps the sign', () => {
    expect(accepted({ $mod: [4, 0] }, [8, 8.9, 9, '8', Number.NaN, -8])).toEqual([8, 8.9, -8])
    expect(accepted({ $mod: [4, -1] }, [-5, 3])).toEqual([-5])
  })

  test('type sees array elements and the array', () => {
    const values = [1, 1.5, 2 ** 40, 'x', [], ['x'], null, undefined, true, new Date(0), {}]
    expect(accepted({ $type: 'string' }, values)).toEqual(['x', ['x']])
    expect(accepted({ $type: 'array' }, values)).toEqual([[], ['x']])
    expect(accepted({ $type: ['int', 8] }, values)).toEqual([1, true])
    expect(accepted({ $type: 'number' }, values)).toEqual([1, 1.5, 2 ** 40])
    expect(accepted({ $type: 'null' }, values)).toEqual([null])
  })

  test('not accepts what its operators do not, missing included', () => {
    expect(accepted({ $not: { $gt: 5 } }, [9, 1, undefined, 'x', [1, 9]])).toEqual([1, undefined, 'x'])
    expect(accepted({ $not: new Pattern('^a', '') }, ['ab', 'b', 1, undefined])).toEqual(['b', 1, undefined])
  })

  test('and, or and nor combine filters', () => {
    const filter: Document = { $or: [{ x: 1 }, { $and: [{ x: 2 }, { y: 2 }] }], $nor: [{ z: 1 }] }
    expect(matches(filter, { x: 1 })).toBe(true)
    expect(matches(filter, { x: 2 })).toBe(false)
    expect(matches(filter, { x: 2, y: 2 })).toBe(true)
    expect(matches(filter, { x: 1, z: 1 })).toBe(false)
  })

  test('expr compares fields with each other', () => {
    expect(matches({ $expr: { $gt: ['$spent', '$budget'] } }, { spent: 5, budget: 3 })).toBe(true)
    expect(matches({ $expr: { $gt: ['$spent', '$budget'] } }, { spent: 5 })).toBe(true)
    expect(matches({ $expr: { $gt: ['$spent', '$budget'] } }, { spent: 1, budget: 3 })).toBe(false)
  })
})

describe('elemMatch', () => {
  test('with a filter is met by one element that is a document', () => {
    const one = { $elemMatch: { from: { $lt: 5 }, to: { $gt: 3 } } }
    expect(
      accepted(one, [
        [{ from: 1, to: 4 }],
        [
          { from: 1, to: 2 },
          { from: 6, to: 9 },
        ],
        [4],
        4,
        { from: 1, to: 4 },
      ]),
    ).toEqual([[{ from: 1, to: 4 }]])
  })

  test('with operators takes elements as they are', () => {
    expect(accepted({ $elemMatch: { $gt: 1 } }, [[2], [[2]], 2])).toEqual([[2]])
    expect(accepted({ $elemMatch: { $not: { $gt: 1 } } }, [[2], [1], []])).toEqual([[1]])
    expect(accepted({ $elemMatch: { $in: [1] } }, [[1, 2], [2]])).toEqual([[1, 2]])
    expect(accepted({ $elemMatch: { $elemMatch: { $gt: 1 } } }, [[[2]], [2]])).toEqual([[[2]]])
  })

  test('sees an array in an array as a document of places', () => {
    expect(accepted({ $elemMatch: { 0: 'x' } }, [[['x']], [['y', 'x']]])).toEqual([[['x']]])
  })

  test('takes or as a filter', () => {
    expect(accepted({ $elemMatch: { $or: [{ x: 1 }, { y: 1 }] } }, [[{ y: 1 }], [{ z: 1 }]])).toEqual([
      [{ y: 1 }],
    ])
  })
})

describe('dotted paths', () => {
  test('go through documents and through every element of an array', () => {
    expect(matches({ 'a.b': 1 }, { a: { b: 1 } })).toBe(true)
    expect(matches({ 'a.b': 1 }, { a: [{ b: 2 }, { b: [3, 1] }] })).toBe(true)
    expect(matches({ 'a.b.c': 1 }, { a: [{ b: [{ c: 1 }] }] })).toBe(true)
  })

  test('find null where a document lacks the field, not where an array has no documents', () => {
    expect(matches({ 'a.b': null }, { a: 5 })).toBe(true)
    expect(matches({ 'a.b': null }, {})).toBe(true)
    expect(matches({ 'a.b': null }, { a: [{ b: 1 }, { c: 1 }] })).toBe(true)
    expect(matches({ 'a.b': null }, { a: [{ b: 1 }] })).toBe(false)
    expect(matches({ 'a.b': null }, { a: [5] })).toBe(false)
    expect(matches({ 'a.b': null }, { a: [] })).toBe(false)
  })

  test('take a number for a place as well as for a name, and do not open what the place holds', () => {
    expect(matches({ 'a.1': 7 }, { a: [5, 7, 3] })).toBe(true)
    expect(matches({ 'a.1': 2 }, { a: [5, [2, 4]] })).toBe(false)
    expect(matches({ 'a.1': [2, 4] }, { a: [5, [2, 4]] })).toBe(true)
    expect(matches({ 'a.1': 4 }, { a: [5, { 1: 4 }] })).toBe(true)
    expect(matches({ 'a.0.b': 1 }, { a: [{ b: 1 }, { b: 2 }] })).toBe(true)
    expect(matches({ 'a.1.b': 1 }, { a: [{ b: 1 }, { b: 2 }] })).toBe(false)
    expect(matches({ 'a.9.b': null }, { a: [{ b: 1 }] })).toBe(true)
  })
})

describe('patterns', () => {
  const pattern = (source: string, flags = '') => new Pattern(source, flags)

  test('know the options i, m, s and x', () => {
    expect(accepted(pattern('^AB', 'i'), ['abc', 'xab'])).toEqual(['abc'])
    expect(accepted(pattern('^b$', 'm'), ['a\nb\nc', 'ab'])).toEqual(['a\nb\nc'])
    expect(accepted(pattern('a.b', 's'), ['a\nb'])).toEqual(['a\nb'])
    expect(accepted(pattern('a b # comment', 'x'), ['ab', 'a b'])).toEqual(['ab'])
    expect(accepted({ $regex: '^AB', $options: 'i' }, ['abc'])).toEqual(['abc'])
  })

  test('mean what PCRE means where JavaScript differs', () => {
    expect(accepted(pattern('a.b'), ['a\rb', 'a\nb'])).toEqual(['a\rb'])
    expect(accepted(pattern('b$'), ['ab\n', 'ab\nc'])).toEqual(['ab\n'])
    expect(accepted(pattern('a\\sb'), ['a b', 'a\u3000b'])).toEqual(['a b'])
    expect(accepted(pattern('^.$'), ['😀'])).toEqual(['😀'])
    expect(accepted(pattern('a\\-b\\@[\\-\\/]'), ['a-b@/'])).toEqual(['a-b@/'])
  })

  test.each([
    ['\\Aab', ''],
    ['a++', ''],
    ['(', ''],
    ['a', 'g'],
  ])('are refused when JavaScript cannot express them: /%s/%s', (source, flags) => {
    expect(() => accepted(pattern(source, flags), [])).toThrow(
      expect.objectContaining({ code: 'DATABASE_REQUEST_FAILED' }),
    )
  })
})

test.each<[string, Document]>([
  ['an unknown operator', { a: { $near: 1 } }],
  ['an operator with a plain field beside it', { a: { $gt: 1, b: 2 } }],
  ['an unknown logical operator', { $where: 'true' }],
  ['an empty or', { $or: [] }],
  ['a text search', { $text: { $search: 'x' } }],
  ['a schema', { $jsonSchema: {} }],
  ['in without an array', { a: { $in: 1 } }],
  ['operators inside in', { a: { $in: [{ $gt: 1 }] } }],
  ['a negative size', { a: { $size: -1 } }],
  ['mod by zero', { a: { $mod: [0, 1] } }],
  ['options without a pattern', { a: { $options: 'i' } }],
  ['not without operators', { a: { $not: 5 } }],
  ['elemMatch without a document', { a: { $elemMatch: 5 } }],
  ['an unknown type', { a: { $type: 'double precision' } }],
  ['a range over patterns', { a: { $gt: new Pattern('a', '') } }],
])('a filter with %s is refused', (_, filter) => {
  expect(() => compileFilter(filter)).toThrow(expect.objectContaining({ code: 'DATABASE_REQUEST_FAILED' }))
})
