import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { refuse } from '#contract/kernel/errors'
import { MINUTE } from '#contract/kernel/time'
import { _, type Caller } from '../data/cloud'
import { table } from '../data/table'

const SHORTEST_SECRET = 32
const MAX_WRONG_SECRETS = 5
const WINDOW = 10 * MINUTE

/** Moments of the latest wrong secrets, oldest first, in one document, so that one update checks and counts them. */
const guesses = table<{ _id: string; wrong: Date[] }>('guesses')
const GUESSES = 'admin'

/** True if no phone is in the source chain: the call comes from the cloud console, the command line or a timer. */
export const isConsoleCall = (source: string[]): boolean => !source.some(hop => hop.includes('wx_client'))

/**
 * Checks a console call: it must carry the secret and must not come from a phone. A missing openid proves nothing.
 * @throws Refusal FORBIDDEN, SECRET_WRONG, or TOO_OFTEN after 5 wrong secrets in 10 minutes
 */
export async function admitConsole({ source }: Caller, secret: unknown): Promise<void> {
  if (!isConsoleCall(source)) refuse('FORBIDDEN')
  const expected = process.env.ADMIN_SECRET ?? ''
  if (expected.length < SHORTEST_SECRET) refuse('SECRET_WRONG')
  const late = new Date(Date.now() - WINDOW)
  if (typeof secret !== 'string' || !isSameSecret(secret, expected))
    refuse((await countWrongSecret(late)) ? 'SECRET_WRONG' : 'TOO_OFTEN')
  const { wrong = [] } = (await guesses.first({ _id: GUESSES })) ?? {}
  if (wrong.filter(at => at > late).length >= MAX_WRONG_SECRETS) refuse('TOO_OFTEN')
}

/** A call of one function by another on the console's behalf. */
export interface SystemCall {
  fn: string
  op: string
  input: unknown
  key?: string
}

/** Signs a call with ADMIN_SECRET; empty where none is set. */
export function signCall({ fn, op, input, key = '' }: SystemCall): string {
  const secret = process.env.ADMIN_SECRET ?? ''
  if (secret.length < SHORTEST_SECRET) return ''
  return createHmac('sha256', secret)
    .update(JSON.stringify([fn, op, key, canonical(input)]))
    .digest('hex')
}

/** True if a holder of ADMIN_SECRET signed this very call; it runs with all rights. */
export function isSigned(call: SystemCall, signature: unknown): boolean {
  const expected = signCall(call)
  return expected !== '' && typeof signature === 'string' && isSameSecret(signature, expected)
}

/** The value with the fields of objects in one order: the platform may pass them on in another. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return fields
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, field]) => [name, canonical(field)])
}

/** Counts a wrong secret; false once the limit is reached, also under concurrent calls. */
async function countWrongSecret(late: Date): Promise<boolean> {
  const now = new Date()
  const room = _.or([{ [`wrong.${MAX_WRONG_SECRETS - 1}`]: _.exists(false) }, { 'wrong.0': _.lte(late) }])
  const count = () =>
    guesses.update([{ _id: GUESSES }, room as never], {
      wrong: _.push({ each: [now], slice: -MAX_WRONG_SECRETS }),
    })
  return (await count()) || (await guesses.add({ _id: GUESSES, wrong: [now] })) || count()
}

/** Compares in constant time. */
const isSameSecret = (given: string, expected: string): boolean =>
  timingSafeEqual(
    ...([given, expected].map(text => createHash('sha256').update(text).digest()) as [Buffer, Buffer]),
  )
