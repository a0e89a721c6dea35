import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Access } from '#contract/kernel/rpc'
import { personas } from '../../seed'
import { describeContracts } from '../contract'
import type { Database } from '../database'
import { developmentSecrets } from '../functions/environment'
import type { Json, TestEvent } from './replies'
import { type Schema, sampleOf } from './sample'

/** The event that the cloud's console sends when its “run” button is pressed without another choice. */
const DEFAULT_EVENT: TestEvent = {
  name: '控制台默认事件',
  event: { name: 'test', data: { key: 'value', number: 123 } },
}

/** The folder of the events that administrators paste into the cloud's console, one per file. */
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

/**
 * The prepared event of an operation, with the local secret in place of the real one; undefined when no file has one.
 */
function readyEvent(name: string, op: string): Json | undefined {
  const file = join(READY, `${name}.${op}.json`)
  if (!existsSync(file)) return undefined
  const event = JSON.parse(readFileSync(file, 'utf8'))
  return event.secret ? { ...event, secret: developmentSecrets.ADMIN_SECRET } : event
}

/**
 * The id of a persona who may call: the duty's holder, or else the first member of staff. Operations of the console
 * give undefined, since no person calls them.
 */
function suited(access: Access): string | undefined {
  if (access === 'console') return undefined
  const role = typeof access === 'object' ? access.duty : 'staff'
  return personas.find(({ roles }) => roles.includes(role))?.id
}

/** Finds an id for a field such as `roomId`: that of the first document of `rooms`. */
const known = (database: Database) => (field: string) => {
  const collection = /^(\w+)Id$/.exec(field)?.[1]
  if (!collection || !database.collectionNames().includes(`${collection}s`)) return undefined
  const [first] = database.dump(`${collection}s`)
  return typeof first?._id === 'string' ? first._id : undefined
}
