import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { REFUSALS, Refusal, refuse } from '#contract/kernel/errors'
import * as fields from '#contract/kernel/fields'
import type { Access, Contract, Envelope, Input, Operation, Output } from '#contract/kernel/rpc'
import { type Caller, callFunction, currentCaller } from './data/cloud'
import { callsMade } from './data/table'
import { derivedId } from './derived-id'
import { admit, identify, SYSTEM } from './identity/actor'
import { admitConsole, isConsoleCall, isSigned, signCall } from './identity/console'
import type { Member } from './identity/member'

/** Everything a handler knows about its call; handlers use no other global state. */
export interface Context {
  actor: Member
  /** Calling WeChat account, bound to a member or not; absent for the console and for timers. */
  openid?: string
  now: Date
  /** Idempotency key of the call. */
  key?: string
  /** Id for a new document, derived from the idempotency key, so that a retry creates no second one. */
  newId(): string
  requestId: string
}

/** For access `anyone`, the actor can be frozen, and is null for a stranger. */
type ContextOf<A extends Access> = A extends 'anyone'
  ? Omit<Context, 'actor'> & { actor: Member | null }
  : Context

export type Handlers<C extends Contract> = {
  [K in keyof C['ops']]: (
    input: Input<C['ops'][K]>,
    context: ContextOf<C['ops'][K]['access']>,
  ) => Promise<Output<C['ops'][K]>>
}

/** Scheduled work of a function; the pipeline logs its result. */
export type Timer = (now: Date) => Promise<Record<string, number>>

interface Event {
  op?: unknown
  input?: unknown
  key?: unknown
  /** ADMIN_SECRET, required by console operations. */
  secret?: unknown
  /** Signature of a call on the console's behalf; ignored unless the platform confirms that a function calls. */
  system?: unknown
}

type Handler = (input: unknown, context: Context) => Promise<unknown>

/**
 * The pipeline of every call: operation → identity → validation → member → access → handler → envelope.
 * Only the platform's source chain makes a call a timer; the event cannot.
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
  const call = { fn: contract.name, op, input: event?.input ?? {}, key }
  const isSystem = isFunctionCall(who) && isSigned(call, event?.system)
  const actor = isSystem ? SYSTEM : await identify(who.openid)
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

/** True if the source chain ends in one of our functions and contains no phone. */
const isFunctionCall = ({ openid, source }: Caller): boolean =>
  !openid && source.length > 1 && source.at(-1) === 'scf' && isConsoleCall(source)

/**
 * Calls another function's operation on the console's behalf, signed with ADMIN_SECRET, so that a function which passes
 * on what it was sent gives no one these rights. The caller must have checked the secret.
 * @throws Refusal with the code, field and details of the reply
 */
export async function asSystem<C extends Contract, K extends keyof C['ops'] & string>(
  contract: C,
  op: K,
  input: unknown,
  key?: string,
): Promise<Output<C['ops'][K]>> {
  const system = signCall({ fn: contract.name, op, input: input ?? {}, key })
  const event = { op, input, system, ...(key && { key }) }
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

const newId = (seed: string | undefined): string => (seed ? derivedId(seed) : randomBytes(16).toString('hex'))

interface Entry {
  fn: string
  op: string
  requestId: string
}

/** Runs the work, converts its result or exception to an envelope, and writes one log line without any input. */
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

/** Handles objects that are no Error, because the SDK throws some. */
function describeError(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describeError).join('\n')
  return error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)
}
