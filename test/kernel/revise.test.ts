import type { AuditFacts, AuditRow } from '../../cloudfunctions/kernel/audit'
import { table } from '../../cloudfunctions/kernel/data/table'
import type { Message } from '../../cloudfunctions/kernel/messages/message'
import { create, type Revised, type Revision, revise } from '../../cloudfunctions/kernel/revise'
import { instanceEnvironment } from '../../scripts/local-cloud/functions/environment'
import { start } from '../../scripts/local-cloud/start'
import { refusalOf } from '../make/world'

interface Shelf extends Revised {
  name: string
  tags: string[]
  note?: string
  stock: number
  factsRev: number
  audit?: AuditRow[]
  outbox?: Message[]
}

let cloud: Awaited<ReturnType<typeof start>>
beforeAll(async () => {
  cloud = await start({ seed: () => ({}) })
  Object.assign(process.env, instanceEnvironment(cloud.url))
})
afterAll(() => cloud.close())

const shelves = table<Shelf>('materials')
let made = 0

/** A shelf in the database. */
async function aShelf(change: Partial<Shelf> = {}): Promise<Shelf> {
  const facts = { _id: `shelf-${++made}`, name: '旧', tags: ['a'], stock: 0 }
  const shelf: Shelf = { ...facts, factsRev: 1, version: 1, lastKey: '', ...change }
  await shelves.add(shelf)
  return shelf
}

const storedShelf = async (id: string): Promise<Shelf> => (await shelves.first({ _id: id }))!

const press = (key?: string, by = 'a-repair') => ({
  actor: { _id: by, name: by },
  now: new Date(Date.UTC(2026, 2, 1)),
  key,
  newId: () => `id-${by}-${key ?? ++made}`,
})

const audit: AuditFacts = {
  action: 'saveMaterial',
  departments: [],
  target: { kind: 'material', id: 'x', name: '新' },
}
const message = (id: string): Message => ({
  id,
  feature: 'repair',
  to: ['t-lin'],
  title: '题',
  text: '文',
  at: new Date(0),
})

const rename = (id: string, name: string, change: Partial<Revision<Shelf>> = {}): Revision<Shelf> => ({
  op: 'rename',
  load: () => storedShelf(id),
  decide: () => ({ set: { name } }),
  view: ({ name: shown, version }) => ({ name: shown, version }),
  ...change,
})

/** Decides after somebody else has written once more. */
const interrupted = (id: string, name: string, times: number): Revision<Shelf>['decide'] => {
  let left = times
  return async () => {
    if (left-- > 0)
      await shelves.update({ _id: id }, { version: (await storedShelf(id)).version + 1, stock: left })
    return { set: { name } }
  }
}

test('a change replaces lists, removes what is undefined, and answers the document as it is stored then', async () => {
  const { _id } = await aShelf({ note: '备注' })
  const set = { name: '新', tags: [], note: undefined }
  const after = await revise(shelves, press('k'), rename(_id, '', { decide: () => ({ set }) }))
  expect(after).toMatchObject({ name: '新', tags: [], version: 2, lastKey: 'rename k' })
  expect(after).not.toHaveProperty('note')
  expect(await storedShelf(_id)).toEqual(after)
})

test('messages and the audit entry are written together with the change', async () => {
  const { _id } = await aShelf()
  const decide = () => ({ set: { name: '新' }, audit, messages: [message('m')] })
  await revise(shelves, press('k'), rename(_id, '', { decide }))
  const by = { id: 'a-repair', name: 'a-repair' }
  const stored = await storedShelf(_id)
  expect(stored.audit).toEqual([{ ...audit, id: 'id-a-repair-k', at: press().now, by }])
  expect(stored.outbox).toEqual([message('m')])
})

test('the same key twice changes once and gets the same answer; another key changes again', async () => {
  const { _id } = await aShelf()
  const decide = (before: Shelf) => ({ set: { stock: before.stock + 1 }, audit })
  const first = await revise(shelves, press('k'), rename(_id, '', { decide }))
  const second = await revise(shelves, press('k'), rename(_id, '', { decide }))
  expect(second.stock).toBe(first.stock)
  expect(await revise(shelves, press('other'), rename(_id, '', { decide }))).toMatchObject({ stock: 2 })
  expect((await storedShelf(_id)).audit).toHaveLength(2)
})

test('without a key every press changes', async () => {
  const { _id } = await aShelf()
  const decide = (before: Shelf) => ({ set: { stock: before.stock + 1 } })
  for (const stock of [1, 2])
    expect(await revise(shelves, press(), rename(_id, '', { decide }))).toMatchObject({ stock })
})

test('the same key of another operation is another press', async () => {
  const { _id } = await aShelf()
  await revise(shelves, press('k'), rename(_id, '一'))
  expect(await revise(shelves, press('k'), rename(_id, '二', { op: 'other' }))).toMatchObject({ name: '二' })
})

test('ten presses of one key at once have one effect, also for who saw the version before it', async () => {
  const { _id } = await aShelf()
  const decide = (before: Shelf) => ({ set: { stock: before.stock + 1 }, audit })
  const all = await Promise.all(
    Array.from({ length: 10 }, () => revise(shelves, press('k'), rename(_id, '', { decide, seen: 1 }))),
  )
  expect(all.map(({ stock, version }) => [stock, version])).toEqual(Array(10).fill([1, 2]))
  expect((await storedShelf(_id)).audit).toHaveLength(1)
})

test('changes that come in between are decided on anew, and none is lost', async () => {
  const { _id } = await aShelf()
  const decide = (before: Shelf) => ({ set: { stock: before.stock + 1 } })
  await Promise.all(['a', 'b', 'c'].map(key => revise(shelves, press(key), rename(_id, '', { decide }))))
  expect(await storedShelf(_id)).toMatchObject({ stock: 3, version: 4 })
})

test('of two who saw the same version one wins, and the other is shown what it is now', async () => {
  const { _id } = await aShelf()
  const outcomes = await Promise.allSettled(
    ['一', '二'].map(name => revise(shelves, press(name), rename(_id, name, { seen: 1 }))),
  )
  const [won, lost] = [...outcomes].sort((a, b) => (a.status < b.status ? -1 : 1))
  const { name } = (won as PromiseFulfilledResult<Shelf>).value
  expect((lost as PromiseRejectedResult).reason).toMatchObject({
    code: 'CONFLICT',
    info: { details: { current: { name, version: 2 } } },
  })
  expect(await storedShelf(_id)).toMatchObject({ name, version: 2 })
})

test('a version that is not the latest is refused before anything is decided or written', async () => {
  const shelf = await aShelf({ version: 5 })
  const decide = jest.fn()
  const refused = revise(shelves, press('k'), rename(shelf._id, '', { decide, seen: 4 }))
  expect(await refusalOf(refused)).toMatchObject({
    code: 'CONFLICT',
    info: { details: { current: { version: 5 } } },
  })
  expect(decide).not.toHaveBeenCalled()
  expect(await storedShelf(shelf._id)).toEqual(shelf)
})

test('a change that is beaten every time ends in CONFLICT and writes nothing', async () => {
  const { _id } = await aShelf()
  const refused = revise(shelves, press('k'), rename(_id, '', { decide: interrupted(_id, '新', 99) }))
  expect(await refusalOf(refused)).toMatchObject({ code: 'CONFLICT' })
  expect(await storedShelf(_id)).toMatchObject({ name: '旧', lastKey: '' })
})

test('a change that is beaten three times is made', async () => {
  const { _id } = await aShelf()
  const decide = interrupted(_id, '新', 3)
  expect(await revise(shelves, press('k'), rename(_id, '', { decide }))).toMatchObject({ name: '新' })
})

test('without a view CONFLICT has no details', async () => {
  const { _id } = await aShelf()
  const refused = revise(shelves, press(), rename(_id, '', { seen: 9, view: undefined }))
  expect((await refusalOf(refused)).info.details).toBeUndefined()
})

test('a change that looks at a counter of its own is not beaten by others, and does not undo them', async () => {
  const { _id } = await aShelf()
  const decide = interrupted(_id, '新', 1)
  const load = jest.fn(() => storedShelf(_id))
  await revise(shelves, press('k'), rename(_id, '', { decide, load, counter: 'factsRev', seen: 1 }))
  expect(load).toHaveBeenCalledTimes(1)
  expect(await storedShelf(_id)).toMatchObject({ name: '新', factsRev: 2, version: 3 })
  const late = revise(shelves, press('late'), rename(_id, '', { counter: 'factsRev', seen: 1 }))
  expect(await refusalOf(late)).toMatchObject({ code: 'CONFLICT' })
})

test('further conditions that do not hold let the change be decided anew', async () => {
  const { _id } = await aShelf({ stock: 3 })
  const seen: number[] = []
  const decide = async ({ stock }: Shelf) => {
    seen.push(stock)
    if (stock === 3) await shelves.update({ _id }, { stock: 4 })
    return { set: { name: '新' }, where: [{ stock }] }
  }
  await revise(shelves, press('k'), rename(_id, '', { decide }))
  expect(seen).toEqual([3, 4])
})

test('nothing is written where nothing is left to do', async () => {
  const shelf = await aShelf()
  expect(await revise(shelves, press('k'), rename(shelf._id, '', { decide: () => null }))).toEqual(shelf)
  expect(await storedShelf(shelf._id)).toEqual(shelf)
})

test('a document that was read already is not read again, unless it has changed since', async () => {
  const read = await aShelf()
  const load = jest.fn(() => storedShelf(read._id))
  await revise(shelves, press('k'), rename(read._id, '一', { read, load }))
  expect(load).not.toHaveBeenCalled()
  expect(await revise(shelves, press('l'), rename(read._id, '二', { read, load }))).toMatchObject({
    name: '二',
    version: 3,
  })
  expect(load).toHaveBeenCalledTimes(1)
})

test('a revision without an operation completes another and leaves its key alone', async () => {
  const { _id } = await aShelf()
  await revise(shelves, press('k'), rename(_id, '一'))
  const after = await revise(shelves, press('k'), rename(_id, '二', { op: undefined }))
  expect(after).toMatchObject({ name: '二', version: 3, lastKey: 'rename k' })
  expect(await storedShelf(_id)).toEqual(after)
})

test('a document of version 0 is added; of several at once one adds it and the others go on from there', async () => {
  const _id = `shelf-${++made}`
  const blank: Shelf = { _id, name: '', tags: [], stock: 0, factsRev: 0, version: 0, lastKey: '' }
  const load = async () => (await shelves.first({ _id })) ?? blank
  const decide = (before: Shelf) => ({ set: { stock: before.stock + 1 }, audit, messages: [message('m')] })
  await Promise.all(
    ['a', 'b', 'c'].map(key => revise(shelves, press(key), rename(_id, '', { load, decide }))),
  )
  const stored = await storedShelf(_id)
  expect(stored).toMatchObject({ stock: 3, version: 3 })
  expect(stored.audit).toHaveLength(3)
  expect(stored.outbox).toHaveLength(3)
})

test('creating under one key gives one document, with its audit and messages, and the same answer', async () => {
  const _id = `shelf-${++made}`
  const row = { _id, name: '新', tags: [], stock: 0, factsRev: 1 }
  const all = await Promise.all(
    Array.from({ length: 5 }, () =>
      create(shelves, press('k'), 'add', { row, audit, messages: [message('m')] }),
    ),
  )
  for (const one of all) expect(one).toMatchObject({ ...row, version: 1, lastKey: 'add k' })
  const stored = await storedShelf(_id)
  expect([stored.audit?.length, stored.outbox?.length]).toEqual([1, 1])
})

test('a message to more people than one reply of the database holds is split when its document is added, too', async () => {
  const to = Array.from({ length: 2500 }, (_, i) => `m-${i}`)
  const row = { _id: `shelf-${++made}`, name: '新', tags: [], stock: 0, factsRev: 1 }
  const { _id } = await create(shelves, press('k'), 'add', { row, messages: [{ ...message('m'), to }] })
  expect((await storedShelf(_id)).outbox!.flatMap(part => part.to)).toEqual(to)
  expect((await storedShelf(_id)).outbox).toHaveLength(3)
})

test('a document from before its counters existed gets them with its first change', async () => {
  const _id = `shelf-${++made}`
  await table<{ _id: string; name: string }>('materials').add({ _id, name: '旧' })
  expect(await revise(shelves, press('k'), rename(_id, '新'))).toMatchObject({ name: '新', version: 1 })
  await revise(shelves, press('l'), rename(_id, '更新', { counter: 'factsRev' }))
  expect(await storedShelf(_id)).toMatchObject({ name: '更新', version: 2, factsRev: 1 })
})
