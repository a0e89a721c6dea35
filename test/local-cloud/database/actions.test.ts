import { databaseActions } from '../../../scripts/local-cloud/actions/database'
import { Database, type Document } from '../../../scripts/local-cloud/database'
import { decodeEjson, encodeEjson } from '../../../scripts/local-cloud/database/ejson'

let database: Database

beforeEach(async () => {
  database = await Database.open({ collections: [{ name: 'c', indexes: [] }], now: () => 1_000 })
})

/** Sends a request as the SDK does: every field that is an object crosses as a text. */
async function act(action: string, fields: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const reply = await databaseActions(database, () => 1_000)[`database.${action}`]!({
    collectionName: 'c',
    ...fields,
  })
  return (reply.data ?? reply) as Record<string, unknown>
}

const insert = (...texts: string[]) => act('insertDocument', { data: texts })
/** Past the limit on one write. */
const put = (document: Document) => database.insert({ collection: 'c', documents: [document] })
const list = async (fields: Record<string, unknown> = {}) =>
  (await act('getDocument', fields)).list as string[]

describe('extended JSON', () => {
  test.each([
    ['{"$numberInt":"5"}', 5],
    ['{"$numberLong":"1700000000000"}', 1_700_000_000_000],
    ['{"$numberDouble":"1.5"}', 1.5],
    ['{"$numberDouble":"NaN"}', Number.NaN],
    ['{"$numberDouble":"-Infinity"}', -Infinity],
    ['{"$numberDouble":"-0.0"}', 0],
    ['{"$date":{"$numberLong":"5"}}', new Date(5)],
    ['{"$date":"1970-01-01T00:00:00.005Z"}', new Date(5)],
    ['{"$tcb_server_date":{"offset":{"$numberInt":"5"}}}', new Date(1_005)],
    ['[1,{"a":{"$numberInt":"2"}}]', [1, { a: 2 }]],
    ['{"toString":{"valueOf":1}}', { toString: { valueOf: 1 } }],
  ])('%s is read', (text, value) => {
    expect(decodeEjson(text, 1_000)).toStrictEqual(value)
  })

  test.each([
    '{"$oid":"5f3e"}',
    '{"$binary":{}}',
    '{"$numberDecimal":"1"}',
    '{"$numberInt":"x"}',
    '{"$date":"soon"}',
    '{"__proto__":1}',
    '{',
    `${'['.repeat(500)}${']'.repeat(500)}`,
  ])('%s is refused', text => {
    expect(() => decodeEjson(text, 0)).toThrow(expect.objectContaining({ code: 'DATABASE_REQUEST_FAILED' }))
  })

  test('is written so that nothing is lost', () => {
    const value = { n: Number.NaN, i: -Infinity, d: new Date(-5), a: [1.5, 'x', null, { b: true }] }
    expect(decodeEjson(encodeEjson(value), 0)).toStrictEqual(value)
  })
})

test('a document is updated and returned in one request', async () => {
  await insert('{"_id":"x","n":{"$numberInt":"1"}}')
  const reply = await act('modifyAndReturnDoc', {
    query: '{"_id":"x"}',
    data: '{"$inc":{"n":{"$numberInt":"1"}}}',
  })
  expect(reply).toEqual({ updated: 1, doc: '{"_id":"x","n":2}' })
  expect(await act('modifyAndReturnDoc', { query: '{"_id":"y"}', data: '{"$inc":{"n":1}}' })).toEqual({
    updated: 0,
    doc: null,
  })
})

test('a page has at most 1,000 documents, whatever is asked', async () => {
  await insert(...Array.from({ length: 1_100 }, (_, i) => `{"_id":${i}}`))
  expect(await list({ limit: 5_000 })).toHaveLength(1_000)
  expect(await list({ limit: 1_000, offset: 1_000 })).toHaveLength(100)
})

test('a document of more than 16 MB is refused, by insert, by update and in a transaction', async () => {
  const tooLarge = expect.objectContaining({ message: expect.stringMatching(/the document has \d+ bytes/) })
  const [text, rest] = ['x'.repeat(13 * 1024 * 1024), 'x'.repeat(4 * 1024 * 1024)]
  await put({ _id: 'x', text })
  await expect(put({ _id: 'y', text, rest })).rejects.toEqual(tooLarge)
  const more = { query: '{"_id":"x"}', data: JSON.stringify({ $set: { more: rest } }), merge: true }
  await expect(act('modifyDocument', more)).rejects.toEqual(tooLarge)
  const transactionId = database.startTransaction()
  await expect(act('modifyDocument', { ...more, transactionId })).rejects.toEqual(tooLarge)
  expect(await act('calculateDocument', { query: '{"more":{"$exists":true}}' })).toEqual({ total: 0 })
})

test('an answer of more than 50 MB is refused', async () => {
  const text = 'x'.repeat(13 * 1024 * 1024)
  for (const _id of [1, 2, 3, 4]) await put({ _id, text })
  await expect(list()).rejects.toThrow('exceed')
  expect(await list({ limit: 3 })).toHaveLength(3)
})

test.each<[string, string, Record<string, unknown>, string]>([
  ['no collection', 'getDocument', { collectionName: undefined }, 'INVALID_PARAM'],
  ['an unknown collection', 'getDocument', { collectionName: 'nothing' }, 'DATABASE_COLLECTION_NOT_EXIST'],
  [
    'an unknown collection to aggregate',
    'aggregateDocuments',
    { collectionName: 'nothing', stages: [] },
    'DATABASE_COLLECTION_NOT_EXIST',
  ],
  [
    'an unknown collection to insert into',
    'insertDocument',
    { collectionName: 'constructor', data: [] },
    'DATABASE_COLLECTION_NOT_EXIST',
  ],
  ['a filter that is no text', 'getDocument', { query: { a: 1 } }, 'INVALID_PARAM'],
  ['a filter that is no document', 'getDocument', { query: '[1]' }, 'DATABASE_REQUEST_FAILED'],
  ['a negative offset', 'getDocument', { offset: -1 }, 'INVALID_PARAM'],
  ['an order that is neither up nor down', 'getDocument', { order: '{"a":2}' }, 'DATABASE_REQUEST_FAILED'],
  ['documents that are no list', 'insertDocument', { data: '{}' }, 'INVALID_PARAM'],
  ['an id that is a list', 'insertDocument', { data: ['{"_id":[1]}'] }, 'DATABASE_REQUEST_FAILED'],
  [
    'a pattern to store',
    'insertDocument',
    { data: ['{"a":{"$regularExpression":{"pattern":"x","options":""}}}'] },
    'DATABASE_REQUEST_FAILED',
  ],
  [
    'an update without operators',
    'modifyDocument',
    { query: '{}', data: '{"a":1}', merge: true },
    'DATABASE_REQUEST_FAILED',
  ],
  [
    'operators in a whole document',
    'modifyDocument',
    { query: '{}', data: '{"$set":{"a":1}}', merge: false },
    'DATABASE_REQUEST_FAILED',
  ],
  ['stages that are no list', 'aggregateDocuments', { stages: '[]' }, 'INVALID_PARAM'],
  ['a stage without a name', 'aggregateDocuments', { stages: [null] }, 'INVALID_PARAM'],
  ['an unknown transaction', 'getDocument', { transactionId: 'x' }, 'DATABASE_TRANSACTION_FAIL'],
  ['a commit of nothing', 'commitTransaction', {}, 'INVALID_PARAM'],
  [
    'an abort of an unknown transaction',
    'abortTransaction',
    { transactionId: 'x' },
    'DATABASE_TRANSACTION_FAIL',
  ],
  ['a collection with a bad name', 'addCollection', { collectionName: 'a b' }, 'INVALID_PARAM'],
  [
    'a collection that is there',
    'addCollection',
    { collectionName: 'c' },
    'DATABASE_COLLECTION_ALREADY_EXIST',
  ],
])('a request with %s is refused', async (_, action, fields, code) => {
  await expect(act(action, fields)).rejects.toMatchObject({ code })
})
