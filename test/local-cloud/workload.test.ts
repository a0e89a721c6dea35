import { databaseActions } from '../../scripts/local-cloud/actions/database'
import { Database } from '../../scripts/local-cloud/database'
import { type FaultKind, Faults } from '../../scripts/local-cloud/faults'
import { full } from '../make/sampling'

const OPERATIONS = full ? 20_000 : 4_000
const ACCOUNTS = 60

/** A small generator of its own, so that the same seed is the same story. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return sides => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

type Perform = (action: string, body: object) => Promise<Record<string, unknown>>

/** The database behind its actions, with faults on the way there and back. */
async function aDatabase(faultSeed: number) {
  const index = { name: 'owner', keys: { owner: 1 } as const }
  const database = await Database.open({
    collections: [{ name: 'accounts', indexes: [index] }],
    now: () => 0,
  })
  const actions = databaseActions(database, () => 0)
  const faults = new Faults()
  const roll = dice(faultSeed)
  let struck = 0
  const perform: Perform = (action, body) => {
    if (roll(25) === 0) {
      const kind = (['error', 'cut'] as FaultKind[])[roll(2)]!
      faults.add({ action, nth: 1, kind, when: roll(2) ? 'before' : 'after' })
      struck++
    }
    const request = { collectionName: 'accounts', ...body } as Record<string, unknown>
    return faults.around(action, undefined, () => actions[action]!(request)) as ReturnType<Perform>
  }
  return { database, perform, struck: () => struck }
}

/** Tries until it goes through; what was done before its answer got lost must not be done again. */
async function persist(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    try {
      await work()
      return
    } catch (error) {
      if (/E11000/.test((error as Error).message)) return
    }
  }
  throw new Error('never went through')
}

/** One random operation of the story: open an account, pay in, rename, close, or move money in a transaction. */
async function act(perform: Perform, roll: (sides: number) => number, turn: number): Promise<void> {
  const id = () => `a${roll(ACCOUNTS)}`
  const once = (_id: string) => JSON.stringify({ _id, last: { $ne: turn } })
  const modify = (_id: string, data: object, transactionId?: string) =>
    perform('database.modifyDocument', {
      queryType: 'WHERE',
      query: once(_id),
      multi: false,
      merge: true,
      upsert: false,
      data: JSON.stringify(data),
      ...(transactionId && { transactionId }),
    })
  const kind = roll(6)
  if (kind === 0) {
    const row = { _id: id(), owner: `o${turn}`, money: 100, last: turn, log: [] }
    return persist(() => perform('database.insertDocument', { data: [JSON.stringify(row)] }))
  }
  if (kind === 1 && roll(4) === 0) {
    const query = JSON.stringify({ _id: id(), opened: { $ne: turn } })
    return persist(() => perform('database.removeDocument', { queryType: 'WHERE', query, multi: false }))
  }
  if (kind <= 3) {
    const [to, money] = [id(), roll(50)]
    return persist(() => modify(to, { $inc: { money }, $set: { last: turn }, $push: { log: turn } }))
  }
  const [from, to, money] = [id(), id(), roll(50)]
  return persist(async () => {
    const { transactionId } = (await perform('database.startTransaction', {})) as { transactionId: string }
    try {
      if (from !== to) {
        await modify(from, { $inc: { money: -money }, $set: { last: turn } }, transactionId)
        await modify(to, { $inc: { money }, $set: { last: turn } }, transactionId)
      }
      await perform('database.commitTransaction', { transactionId })
    } catch (error) {
      await persistAbort(perform, transactionId)
      throw error
    }
  })
}

/** A transaction that ended without our knowing cannot be aborted again: that is fine. */
const persistAbort = (perform: Perform, transactionId: string) =>
  perform('database.abortTransaction', { transactionId }).catch(async error => {
    if (!/does not exist/.test((error as Error).message)) await persistAbort(perform, transactionId)
  })

async function story(faultSeed: number): Promise<{ data: string; struck: number }> {
  const { database, perform, struck } = await aDatabase(faultSeed)
  const roll = dice(2026)
  for (let turn = 1; turn <= OPERATIONS; turn++) await act(perform, roll, turn)
  const rows = [...database.dump('accounts')].sort((a, b) => String(a._id).localeCompare(String(b._id)))
  return { data: JSON.stringify(rows), struck: struck() }
}

test(`${OPERATIONS} random operations end in the same data, whatever went wrong on the way`, async () => {
  const [one, other] = [await story(1), await story(2)]
  expect(one.struck).toBeGreaterThan(OPERATIONS / 40)
  expect(other.struck).not.toBe(one.struck)
  expect(JSON.parse(one.data).length).toBeGreaterThan(30)
  expect(other.data).toBe(one.data)
}, 120_000)
