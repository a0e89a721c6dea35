import { createHash, timingSafeEqual } from 'node:crypto'
import { refuse } from '#contract/kernel/errors'
import { MINUTE } from '#contract/kernel/time'
import { _, type Caller } from './cloud'
import { table } from './table'

const SHORTEST_SECRET = 32
const TRIES = 5
const WINDOW = 10 * MINUTE

/** Wrong secrets of late, as one document, so that many at once count, too. */
const guesses = table<{ _id: string; wrong: Date[] }>('guesses')
const GUESSES = 'admin'

/** True for a call that no phone is behind: the cloud console, the command line, a timer. */
export const fromConsole = (source: string[]): boolean => !source.some(hop => hop.startsWith('wx_client'))

/**
 * The gate of operations for the console: who has the secret and does not call from a phone. That OPENID is missing
 * proves nothing. Refuses FORBIDDEN, TOO_OFTEN after 5 wrong secrets in 10 minutes, and SECRET_WRONG.
 */
export async function admitConsole({ source }: Caller, secret: unknown): Promise<void> {
  if (!fromConsole(source)) refuse('FORBIDDEN')
  const expected = process.env.ADMIN_SECRET ?? ''
  if (expected.length < SHORTEST_SECRET) refuse('SECRET_WRONG')
  const now = new Date()
  const late = new Date(+now - WINDOW)
  const { wrong = [] } = (await guesses.first({ _id: GUESSES })) ?? {}
  if (wrong.filter(at => at > late).length >= TRIES) refuse('TOO_OFTEN')
  if (typeof secret === 'string' && same(secret, expected)) return
  // The newest are kept, however many come at once.
  const kept = await guesses.update({ _id: GUESSES }, { wrong: _.push({ each: [now], slice: -TRIES }) })
  if (!kept) await guesses.add({ _id: GUESSES, wrong: [now] })
  refuse('SECRET_WRONG')
}

/** Takes the same time whatever differs. */
const same = (given: string, expected: string): boolean =>
  timingSafeEqual(
    ...([given, expected].map(text => createHash('sha256').update(text).digest()) as [Buffer, Buffer]),
  )
