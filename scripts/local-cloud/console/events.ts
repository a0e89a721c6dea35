import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Access } from '#contract/kernel/rpc'
import { personas } from '../../seed'
import { describeContracts } from '../contract'
import type { Database } from '../database'
import { developmentSecrets } from '../functions/environment'
import type { Json, TestEvent } from './replies'
import { type Schema, sampleOf } from './sample'

/** The event that the cloud's console offers for every function; people press "run" with it. */
const DEFAULT_EVENT: TestEvent = {
  name: '控制台默认事件',
  event: { name: 'test', data: { key: 'value', number: 123 } },
}

/** Events that are ready to be pasted into the cloud's console, one a file. */
const READY = join(__dirname, '..', '..', 'console', 'events')

/** Events to run a function with: one for each operation of its contract, and the console's own. */
export function testEvents(name: string, database: Database, now: number): TestEvent[] {
  const operations = describeContracts().filter(operation => operation.function === name)
  const sampled = (input: unknown) => sampleOf(input as Schema, '', { now, known: known(database) })
  const events = operations.map(({ op, access, input }) => ({
    name: op,
    as: suited(access),
    event: readyEvent(name, op) ?? { op, input: sampled(input) },
  }))
  return [...events, DEFAULT_EVENT]
}

/** The event that lies ready, with the local secret in its place. */
function readyEvent(name: string, op: string): Json | undefined {
  const file = join(READY, `${name}.${op}.json`)
  if (!existsSync(file)) return undefined
  const event = JSON.parse(readFileSync(file, 'utf8'))
  return event.secret ? { ...event, secret: developmentSecrets.ADMIN_SECRET } : event
}

/** Whoever may call: nobody with a phone, who has the duty, or else the first member of staff. */
function suited(access: Access): string | undefined {
  if (access === 'console') return undefined
  const role = typeof access === 'object' ? access.duty : 'staff'
  return personas.find(({ roles }) => roles.includes(role))?.id
}

/** The id that a field such as `roomId` can hold: that of the first document of `rooms`. */
const known = (database: Database) => (field: string) => {
  const collection = /^(\w+)Id$/.exec(field)?.[1]
  if (!collection || !database.collectionNames().includes(`${collection}s`)) return undefined
  const [first] = database.dump(`${collection}s`)
  return typeof first?._id === 'string' ? first._id : undefined
}
