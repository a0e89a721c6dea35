import type { Document, Value } from '../../../scripts/local-cloud/database'
import { compileExpression } from '../../../scripts/local-cloud/database/expression'

const MISSING = undefined

function evaluate(expression: Value, root: Document = {}): Value | undefined {
  return compileExpression(expression)({ root, variables: new Map([['NOW', new Date(0)]]) })
}

const utc = (text: string) => new Date(`${text}Z`)
const refused = expect.objectContaining({ code: 'DATABASE_REQUEST_FAILED' })

/** An expression, the document it looks at, and what it gives. */
type Case = [expression: Value, root: Document, expected: Value | undefined]

describe('paths and values', () => {
  test.each<Case>([
    ['$a.b', { a: { b: 5 } }, 5],
    ['$a.b', { a: 5 }, MISSING],
    ['$a.b', { a: [{ b: 1 }, { c: 1 }, 5, { b: 2 }] }, [1, 2]],
    ['$a.0', { a: [5] }, []],
    ['$toString', {}, MISSING],
    ['$$ROOT', { a: 1 }, { a: 1 }],
    ['$$CURRENT.a', { a: 1 }, 1],
    ['$$REMOVE', {}, MISSING],
    ['$$NOW', {}, new Date(0)],
    ['plain', {}, 'plain'],
    [{ x: '$a', y: '$gone' }, { a: 1 }, { x: 1 }],
    [['$a', '$gone'], { a: 1 }, [1, null]],
    [{ $literal: '$a' }, { a: 1 }, '$a'],
    [{ $let: { vars: { x: '$a', y: 2 }, in: { $add: ['$$x', '$$y'] } } }, { a: 1 }, 3],
  ])('%j of %j', (expression, root, expected) => {
    expect(evaluate(expression, root)).toEqual(expected)
  })
})

describe('numbers', () => {
  test.each<Case>([
    [{ $add: [1, '$a', 3] }, { a: 2 }, 6],
    [{ $add: ['$a', 1000] }, { a: new Date(5) }, new Date(1005)],
    [{ $add: ['$gone', 1] }, {}, null],
    [{ $subtract: ['$a', new Date(5)] }, { a: new Date(15) }, 10],
    [{ $subtract: ['$a', 5] }, { a: new Date(15) }, new Date(10)],
    [{ $multiply: [2, 3, 4] }, {}, 24],
    [{ $divide: [7, 2] }, {}, 3.5],
    [{ $mod: [-7, 4] }, {}, -3],
    [{ $pow: [2, 10] }, {}, 1024],
    [{ $abs: -5 }, {}, 5],
    [{ $ceil: [1.2] }, {}, 2],
    [{ $floor: -1.2 }, {}, -2],
    [{ $trunc: -1.8 }, {}, -1],
    [{ $sqrt: 9 }, {}, 3],
    [{ $exp: 0 }, {}, 1],
    [{ $ln: 1 }, {}, 0],
    [{ $log10: 1000 }, {}, 3],
    [{ $log: [8, 2] }, {}, 3],
    [{ $abs: '$gone' }, {}, null],
    [{ $sum: '$a' }, { a: [1, 'x', 2] }, 3],
    [{ $sum: ['$a', 4] }, { a: [1, 2] }, 4],
    [{ $avg: [1, 2, 6] }, {}, 3],
    [{ $avg: [] }, {}, null],
    [{ $max: '$a' }, { a: [1, 'x', null] }, 'x'],
    [{ $min: ['$gone', 5, null] }, {}, 5],
    [{ $stdDevPop: [1, 2, 3, 4] }, {}, Math.sqrt(1.25)],
    [{ $stdDevSamp: [1, 2, 3] }, {}, 1],
    [{ $stdDevSamp: [1] }, {}, null],
  ])('%j of %j', (expression, root, expected) => {
    expect(evaluate(expression, root)).toEqual(expected)
  })
})

describe('comparisons and conditions', () => {
  test.each<Case>([
    [{ $eq: ['$gone', null] }, {}, false],
    [{ $lt: ['$gone', null] }, {}, true],
    [{ $gt: ['a', 5] }, {}, true],
    [{ $gt: [[1], { a: 1 }] }, {}, true],
    [{ $eq: [[1, 2], '$a'] }, { a: [1, 2] }, true],
    [{ $ne: [1, 2] }, {}, true],
    [{ $gte: [2, 2] }, {}, true],
    [{ $lte: [3, 2] }, {}, false],
    [{ $cmp: ['a', 'b'] }, {}, -1],
    [{ $and: [1, 'x', {}] }, {}, true],
    [{ $and: [] }, {}, true],
    [{ $or: [0, null, '$gone'] }, {}, false],
    [{ $not: ['$gone'] }, {}, true],
    [{ $not: [[false]] }, {}, false],
    [{ $cond: [{ $gt: ['$a', 1] }, 'more', 'less'] }, { a: 2 }, 'more'],
    [{ $cond: { if: '$gone', then: { $divide: [1, 0] }, else: 1 } }, {}, 1],
    [{ $ifNull: ['$gone', null, '$a'] }, { a: 1 }, 1],
    [
      {
        $switch: {
          branches: [
            { case: false, then: 1 },
            { case: true, then: 2 },
          ],
        },
      },
      {},
      2,
    ],
    [{ $switch: { branches: [{ case: false, then: 1 }], default: 3 } }, {}, 3],
  ])('%j of %j', (expression, root, expected) => {
    expect(evaluate(expression, root)).toEqual(expected)
  })
})

describe('arrays and objects', () => {
  test.each<Case>([
    [{ $arrayElemAt: ['$a', -1] }, { a: [1, 2] }, 2],
    [{ $arrayElemAt: ['$a', 5] }, { a: [1, 2] }, MISSING],
    [{ $arrayElemAt: ['$gone', 0] }, {}, null],
    [
      {
        $arrayToObject: [
          [
            ['x', 1],
            ['y', 2],
          ],
        ],
      },
      {},
      { x: 1, y: 2 },
    ],
    [{ $arrayToObject: '$a' }, { a: [{ k: 'x', v: 1 }] }, { x: 1 }],
    [{ $objectToArray: '$a' }, { a: { x: 1 } }, [{ k: 'x', v: 1 }]],
    [{ $concatArrays: [[1], '$a'] }, { a: [2] }, [1, 2]],
    [{ $concatArrays: [[1], '$gone'] }, {}, null],
    [
      { $filter: { input: '$a', as: 'x', cond: { $gt: ['$$x.n', '$min'] } } },
      { min: 1, a: [{ n: 1 }, { n: 2 }] },
      [{ n: 2 }],
    ],
    [{ $map: { input: '$a', in: { $multiply: ['$$this', 2] } } }, { a: [1, 2] }, [2, 4]],
    [{ $map: { input: '$gone', in: 1 } }, {}, null],
    [
      { $reduce: { input: '$a', initialValue: '', in: { $concat: ['$$value', '$$this'] } } },
      { a: ['x', 'y'] },
      'xy',
    ],
    [{ $in: [2, '$a'] }, { a: [1, 2] }, true],
    [{ $indexOfArray: ['$a', 2] }, { a: [1, 2, 2] }, 1],
    [{ $indexOfArray: ['$a', 2, 2] }, { a: [1, 2, 2] }, 2],
    [{ $indexOfArray: ['$a', 9] }, { a: [1] }, -1],
    [{ $isArray: ['$a'] }, { a: [] }, true],
    [{ $isArray: 'x' }, {}, false],
    [{ $range: [0, 5, 2] }, {}, [0, 2, 4]],
    [{ $range: [3, 0, -1] }, {}, [3, 2, 1]],
    [{ $range: [0, 3, -1] }, {}, []],
    [{ $reverseArray: '$a' }, { a: [1, 2] }, [2, 1]],
    [{ $size: '$a' }, { a: [1, 2] }, 2],
    [{ $slice: ['$a', 2] }, { a: [1, 2, 3] }, [1, 2]],
    [{ $slice: ['$a', -2] }, { a: [1, 2, 3] }, [2, 3]],
    [{ $slice: ['$a', 1, 1] }, { a: [1, 2, 3] }, [2]],
    [{ $slice: ['$a', -5, 2] }, { a: [1, 2, 3] }, [1, 2]],
    [{ $zip: { inputs: ['$a', ['x']] } }, { a: [1, 2] }, [[1, 'x']]],
    [
      { $zip: { inputs: ['$a', ['x']], useLongestLength: true, defaults: [0, '-'] } },
      { a: [1, 2] },
      [
        [1, 'x'],
        [2, '-'],
      ],
    ],
    [{ $mergeObjects: ['$a', null, { y: 2 }] }, { a: { x: 1, y: 1 } }, { x: 1, y: 2 }],
    [
      {
        $setUnion: [
          ['b', 'a'],
          ['a', 'c'],
        ],
      },
      {},
      ['a', 'b', 'c'],
    ],
    [
      {
        $setIntersection: [
          ['a', 'b'],
          ['b', 'c'],
        ],
      },
      {},
      ['b'],
    ],
    [{ $setDifference: [['a', 'b', 'a'], ['b']] }, {}, ['a']],
    [
      {
        $setEquals: [
          ['a', 'b', 'a'],
          ['b', 'a'],
        ],
      },
      {},
      true,
    ],
    [{ $setIsSubset: [['a'], ['a', ['a']]] }, {}, true],
    [{ $setIsSubset: [[['a']], ['a']] }, {}, false],
    [{ $allElementsTrue: ['$a'] }, { a: [1, 'x'] }, true],
    [{ $anyElementTrue: ['$a'] }, { a: [0, null] }, false],
  ])('%j of %j', (expression, root, expected) => {
    expect(evaluate(expression, root)).toEqual(expected)
  })
})

describe('text', () => {
  test.each<Case>([
    [{ $concat: ['a', '$b'] }, { b: 'c' }, 'ac'],
    [{ $concat: ['a', '$gone'] }, {}, null],
    [{ $split: ['a-b-c', '-'] }, {}, ['a', 'b', 'c']],
    [{ $toUpper: 'aé中' }, {}, 'Aé中'],
    [{ $toLower: '$gone' }, {}, ''],
    [{ $strcasecmp: ['ABC', 'abd'] }, {}, -1],
    [{ $strLenBytes: '中文a' }, {}, 7],
    [{ $strLenCP: '中文🏫' }, {}, 3],
    [{ $indexOfBytes: ['中文a', 'a'] }, {}, 6],
    [{ $indexOfCP: ['中文a', 'a'] }, {}, 2],
    [{ $indexOfCP: ['foo.bar.fi', '.', 5] }, {}, 7],
    [{ $indexOfCP: ['vanilla', 'll', 0, 2] }, {}, -1],
    [{ $indexOfBytes: ['$gone', 'a'] }, {}, null],
    [{ $substr: ['hello', 1, -1] }, {}, 'ello'],
    [{ $substrBytes: ['中文', 3, 3] }, {}, '文'],
    [{ $substrCP: ['中文🏫', 1, 5] }, {}, '文🏫'],
    [{ $substr: [12345, 0, 2] }, {}, '12'],
    [{ $substrCP: ['$gone', 0, 2] }, {}, ''],
  ])('%j of %j', (expression, root, expected) => {
    expect(evaluate(expression, root)).toEqual(expected)
  })
})

describe('dates', () => {
  const root = { d: utc('2014-01-01T08:15:39.736'), evening: utc('2019-05-14T17:30:00') }
  const inShanghai = (operator: string) => ({ [operator]: { date: '$evening', timezone: 'Asia/Shanghai' } })

  test.each<[Value, Value]>([
    [{ $year: '$d' }, 2014],
    [{ $month: '$d' }, 1],
    [{ $dayOfMonth: '$d' }, 1],
    [{ $hour: '$d' }, 8],
    [{ $minute: '$d' }, 15],
    [{ $second: '$d' }, 39],
    [{ $millisecond: '$d' }, 736],
    [{ $dayOfYear: '$evening' }, 134],
    [{ $dayOfWeek: '$d' }, 4],
    [{ $week: '$d' }, 0],
    [{ $week: '$evening' }, 19],
    [{ $isoWeek: ['$evening'] }, 20],
    [{ $isoWeekYear: utc('2016-01-01T00:00:00') }, 2015],
    [{ $isoWeek: utc('2016-01-01T00:00:00') }, 53],
    [{ $isoDayOfWeek: utc('2016-01-03T00:00:00') }, 7],
    [inShanghai('$dayOfMonth'), 15],
    [inShanghai('$hour'), 1],
    [{ $hour: { date: '$d', timezone: '-05:30' } }, 2],
    [{ $hour: { date: '$d', timezone: 'America/New_York' } }, 3],
    [{ $year: '$gone' }, null],
    [{ $year: { date: '$d', timezone: '$gone' } }, null],
    [{ $dateToString: { date: '$d' } }, '2014-01-01T08:15:39.736Z'],
    [
      { $dateToString: { format: '%H:%M:%S:%L%z', date: '$d', timezone: 'America/New_York' } },
      '03:15:39:736-0500',
    ],
    [{ $dateToString: { format: '%H:%M:%S:%L%z', date: '$d', timezone: '+04:30' } }, '12:45:39:736+0430'],
    [{ $dateToString: { format: '%Z', date: '$d', timezone: 'America/New_York' } }, '-300'],
    [{ $dateToString: { format: '%j %U %w %G-W%V-%u 100%%', date: '$d' } }, '001 00 4 2014-W01-3 100%'],
    [{ $dateToString: { date: '$gone', onNull: 'none' } }, 'none'],
    [{ $dateFromParts: { year: 2017, month: 2, day: 8, hour: 12 } }, utc('2017-02-08T12:00:00')],
    [
      { $dateFromParts: { isoWeekYear: 2017, isoWeek: 6, isoDayOfWeek: 3, hour: 12 } },
      utc('2017-02-08T12:00:00'),
    ],
    [
      {
        $dateFromParts: {
          year: 2016,
          month: 12,
          day: 31,
          hour: 23,
          minute: 46,
          second: 12,
          timezone: 'America/New_York',
        },
      },
      utc('2017-01-01T04:46:12'),
    ],
    [{ $dateFromParts: { year: 2017, month: 14, day: 1, hour: 12 } }, utc('2018-02-01T12:00:00')],
    [{ $dateFromParts: { year: 2017, month: 0, day: 1, hour: 12 } }, utc('2016-12-01T12:00:00')],
    [{ $dateFromParts: { year: 2017, day: '$gone' } }, null],
    [{ $dateFromString: { dateString: '2017-02-08T12:10:40.787' } }, utc('2017-02-08T12:10:40.787')],
    [
      { $dateFromString: { dateString: '2017-02-08T12:10:40.787', timezone: 'America/New_York' } },
      utc('2017-02-08T17:10:40.787'),
    ],
    [{ $dateFromString: { dateString: '2017-02-08T12:10:40+0800' } }, utc('2017-02-08T04:10:40')],
    [{ $dateFromString: { dateString: '06-15-2018', format: '%m-%d-%Y' } }, utc('2018-06-15T00:00:00')],
    [
      {
        $dateFromString: {
          dateString: '15:30 2018.06.15',
          format: '%H:%M %Y.%m.%d',
          timezone: 'Asia/Shanghai',
        },
      },
      utc('2018-06-15T07:30:00'),
    ],
    [{ $dateFromString: { dateString: '2018-02-30', format: '%Y-%m-%d', onError: 'bad' } }, 'bad'],
    [{ $dateFromString: { dateString: '$gone', onNull: 'none' } }, 'none'],
  ])('%j', (expression, expected) => {
    expect(evaluate(expression, root)).toEqual(expected)
  })

  test('follow a zone through its summer time', () => {
    const hour = (text: string) => evaluate({ $hour: { date: utc(text), timezone: 'America/New_York' } })
    expect([hour('2024-03-10T06:59:00'), hour('2024-03-10T07:00:00'), hour('2024-11-03T06:00:00')]).toEqual([
      1, 3, 1,
    ])
    const parts = { year: 2024, month: 7, day: 1, timezone: 'America/New_York' }
    expect(evaluate({ $dateFromParts: parts })).toEqual(utc('2024-07-01T04:00:00'))
    const justAfter = { year: 2024, month: 3, day: 10, hour: 3, minute: 30, timezone: 'America/New_York' }
    expect(evaluate({ $dateFromParts: justAfter })).toEqual(utc('2024-03-10T07:30:00'))
  })
})

test.each<[string, Value]>([
  ['an unknown operator', { $frobnicate: 1 }],
  ['an operator that the cloud does not offer', { $dateTrunc: {} }],
  ['the text score', { $meta: 'textScore' }],
  ['two operators in one', { $add: [1], $subtract: [1, 2] }],
  ['too few arguments', { $divide: [1] }],
  ['a division by zero', { $divide: [1, 0] }],
  ['a sum with text', { $add: [1, 'x'] }],
  ['a root of a negative number', { $sqrt: -1 }],
  ['an unknown variable', '$$nobody'],
  ['an empty path', '$'],
  ['an unknown option', { $filter: { input: [], cond: true, limit: 1 } }],
  ['the size of what is no array', { $size: 'x' }],
  ['a negative length in characters', { $substrCP: ['x', 0, -1] }],
  ['a cut through a character', { $substrBytes: ['中', 0, 1] }],
  ['a date part of text', { $year: '2020' }],
  ['an unknown zone', { $hour: { date: new Date(0), timezone: 'Mars/Base' } }],
  ['an unknown format letter', { $dateToString: { date: new Date(0), format: '%q' } }],
  ['a date text in no known form', { $dateFromString: { dateString: 'tomorrow' } }],
  ['a switch without a branch for the value', { $switch: { branches: [{ case: false, then: 1 }] } }],
])('%s is refused', (_, expression) => {
  expect(() => evaluate(expression)).toThrow(refused)
})
