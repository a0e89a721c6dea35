import { createHash, randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { REFUSALS, Refusal, refuse } from '#contract/kernel/errors'
import * as fields from '#contract/kernel/fields'
import type { Access, Contract, Envelope, Input, Operation, Output } from '#contract/kernel/rpc'
import { type Caller, callFunction, currentCaller } from './data/cloud'
import { callsMade } from './data/table'
import { admit, identify, SYSTEM } from './identity/actor'
import { admitConsole, isConsoleCall } from './identity/console'
import type { Member } from './identity/member'

/** What a handler may know about the world; nothing else is global. */
export interface Context {
  actor: Member
  /** Bound or not, the WeChat that calls; absent for the console and for timers. */
  openid?: string
  now: Date
  /** The press of a button that this call belongs to. */
  key?: string
  /** A new document's id: the same for the same key, so that creating twice is creating once. */
  newId(): string
  requestId: string
}

/** Where anyone may call, the actor may also be somebody frozen, or null for a stranger. */
type ContextOf<A extends Access> = A extends 'anyone'
  ? Omit<Context, 'actor'> & { actor: Member | null }
  : Context

export type Handlers<C extends Contract> = {
  [K in keyof C['ops']]: (
    input: Input<C['ops'][K]>,
    context: ContextOf<C['ops'][K]['access']>,
  ) => Promise<Output<C['ops'][K]>>
}

/** Work the clock asks for; what it returns is logged. */
export type Timer = (now: Date) => Promise<Record<string, number>>

interface Event {
  op?: unknown
  input?: unknown
  key?: unknown
  /** What opens operations of the console. */
  secret?: unknown
  /** A function asks on the console's behalf; believed only if the platform says that a function asks. */
  system?: unknown
}

type Handler = (input: unknown, context: Context) => Promise<unknown>

/**
 * The pipeline of every call: operation → identity → validation → member → access → handler → envelope.
 * A timer gets in by the platform's word alone, never by what the event says.
 */
export function serve<C extends Contract>(contract: C, handlers: Handlers<C>, timer?: Timer) {
  return async (event: Event | null, scf?: { request_id?: string }): Promise<Envelope | undefined> => {
    const who = currentCaller()
    const entry = { fn: contract.name, requestId: scf?.request_id ?? randomBytes(8).toString('hex') }
    if (who.source.at(-1) === 'wx_trigger') return runTimer(entry, timer)
    const op = typeof event?.op === 'string' ? event.op : ''
    return runLogged({ ...entry, op }, () =>
      answer(contract, handlers, { who, event, op, requestId: entry.requestId }),
    )
  }
}

interface Request {
  who: Caller
  event: Event | null
  op: string
  requestId: string
}

async function answer<C extends Contract>(contract: C, handlers: Handlers<C>, request: Request) {
  const { who, event, op, requestId } = request
  if (!Object.hasOwn(contract.ops, op))
    refuse('NOT_FOUND', { field: 'op', details: { operations: Object.keys(contract.ops) } })
  const operation = contract.ops[op] as Operation
  const input = validate(operation.input, event?.input ?? {})
  const key = validate(v.optional(fields.key), event?.key, 'key')
  const actor = isSystemCall(who, event) ? SYSTEM : await identify(who.openid)
  if (operation.access === 'console') await admitConsole(who, event?.secret)
  else admit(actor, operation.access)
  const context = {
    actor: actor as Member,
    openid: who.openid,
    now: new Date(),
    key,
    newId: () => newId(key && `${who.openid}\n${contract.name}.${op}\n${key}`),
    requestId,
  }
  return (handlers[op as keyof C['ops']] as Handler)(input, context)
}

/** Nobody with a phone is at the beginning of the chain, and one of our own functions is at its end. */
const isSystemCall = ({ openid, source }: Caller, event: Event | null): boolean =>
  event?.system === true && !openid && source.length > 1 && source.at(-1) === 'scf' && isConsoleCall(source)

/** Calls another function's operation on the console's behalf; whoever offers this has asked for the secret. */
export async function asSystem<C extends Contract, K extends keyof C['ops'] & string>(
  contract: C,
  op: K,
  input: unknown,
  key?: string,
): Promise<Output<C['ops'][K]>> {
  const event = { op, input, system: true, ...(key && { key }) }
  const reply = (await callFunction(contract.name, event)) as Envelope<Output<C['ops'][K]>>
  if (reply.ok) return reply.data
  const { code, field, details } = reply.error
  return refuse(code, { field, details })
}

function validate<S extends v.GenericSchema>(schema: S, value: unknown, field?: string): v.InferOutput<S> {
  const result = v.safeParse(schema, value, { abortEarly: true, abortPipeEarly: true })
  if (result.success) return result.output
  return refuse('INVALID_INPUT', { field: field ?? v.getDotPath(result.issues[0]) ?? undefined })
}

const newId = (seed: string | undefined): string =>
  seed ? createHash('sha256').update(seed).digest('hex').slice(0, 32) : randomBytes(16).toString('hex')

interface Entry {
  fn: string
  op: string
  requestId: string
}

/** Runs the work, turns what it throws into an envelope, and writes one log line without any input. */
async function runLogged(entry: Entry, work: () => Promise<unknown>): Promise<Envelope> {
  const started = Date.now()
  const before = callsMade()
  const log = (code: string, crash?: string) =>
    console.log(JSON.stringify({ ...entry, code, ms: Date.now() - started, db: callsMade() - before, crash }))
  try {
    const data = await work()
    log('OK')
    return { ok: true, data }
  } catch (error) {
    const { code, info } = error instanceof Refusal ? error : new Refusal('INTERNAL')
    log(code, code === 'INTERNAL' ? describeError(error) : undefined)
    return { ok: false, error: { code, message: REFUSALS[code], ...info, requestId: entry.requestId } }
  }
}

async function runTimer(entry: { fn: string; requestId: string }, timer?: Timer): Promise<undefined> {
  try {
    const done = timer ? await timer(new Date()) : {}
    console.log(JSON.stringify({ ...entry, op: '(timer)', code: 'OK', ...done }))
  } catch (error) {
    console.log(JSON.stringify({ ...entry, op: '(timer)', code: 'INTERNAL', crash: describeError(error) }))
    throw error
  }
}

/** The SDK throws objects that are not always errors. */
const describeError = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)
