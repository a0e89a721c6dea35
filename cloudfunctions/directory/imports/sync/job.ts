import { createHash, randomUUID } from 'node:crypto'
import { MINUTE } from '#contract/kernel/time'
import { _ } from '../../../kernel/data/cloud'
import { SYSTEM } from '../../../kernel/identity/actor'
import type { Member } from '../../../kernel/identity/member'
import type { Timer } from '../../../kernel/serve'
import { step } from '../apply'
import { type Checking, check } from '../check'
import type { Import } from '../model'
import { imports } from '../store'
import { linesFrom, SourceFault, sourceOf } from './source'
import { newSync, RUNS, SYNC, type Sync, syncs } from './store'

/** Longer than the function may run: who holds the lease then is dead. */
const LEASE = 1.5 * MINUTE
/** Milliseconds after which the rest is left to the next minute. */
const ENOUGH = 8000

/** In whose name it happens. */
const SYNCHRONISER: Member = { ...SYSTEM, name: '人事系统同步' }

const NOTHING: Record<string, number> = {}

const unfinished = (one: Import | null): boolean => one?.state === 'checked' || one?.state === 'applying'

/** Goes on with the run in hand, or begins the next when it is time; many at once do the work of one. */
export const synchronise: Timer = async now => {
  const source = sourceOf(process.env)
  if (!source) return NOTHING
  const sync = await theSync(now)
  if (sync.running && sync.running.until > now) return NOTHING
  if (!sync.current && sync.nextAt > now) return NOTHING
  const token = randomUUID()
  const running = _.set({ token, until: new Date(+now + LEASE) })
  const mine = { ...SYNC, version: sync.version }
  if (!(await syncs.update(mine, { running, version: sync.version + 1 }))) return NOTHING
  const inHand = sync.current ? await imports.first({ _id: sync.current }) : null
  // A run in hand without a report ended before there was one.
  const lost = inHand ? undefined : sync.current
  const begun = unfinished(inHand)
    ? inHand!
    : lost || sync.nextAt <= now
      ? await begin({ ...sync, current: lost }, source, now)
      : null
  const one = begun && (await goOn(begun, now))
  const over = unfinished(one) ? {} : { current: _.remove() }
  await syncs.update({ ...SYNC, 'running.token': token }, { running: _.remove(), ...over, version: _.inc(1) })
  return one ? { syncRows: one.total } : NOTHING
}

async function theSync(now: Date): Promise<Sync> {
  const found = await syncs.first(SYNC)
  if (found) return found
  await syncs.add(newSync(now))
  return (await syncs.first(SYNC))!
}

/** The run that is due has one id, however often it is begun. */
const runOf = ({ nextAt }: Sync): string =>
  createHash('sha256').update(`sync\n${nextAt.toISOString()}`).digest('hex').slice(0, 32)

/** Enters the run that is due as the one in hand. */
async function enter(sync: Sync, now: Date): Promise<string> {
  const id = runOf(sync)
  const nextAt = new Date(+now + sync.intervalMinutes * MINUTE)
  const runs = _.push({ each: [id], slice: -RUNS })
  await syncs.update(SYNC, { current: id, nextAt, runs, version: _.inc(1) })
  return id
}

/** One run: its report is written whatever comes of it. */
async function begin(sync: Sync, source: Parameters<typeof linesFrom>[0], now: Date): Promise<Import> {
  const id = sync.current ?? (await enter(sync, now))
  const common = {
    id,
    actor: SYNCHRONISER,
    source: 'sync' as const,
    file: source.url.host,
    notes: [],
    complete: true,
    now,
  } satisfies Partial<Checking>
  try {
    return await check({ ...common, lines: await linesFrom(source), faults: [] })
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error
    return check({ ...common, lines: [], faults: [{ line: 0, column: '', reason: error.message }] })
  }
}

async function goOn(begun: Import, now: Date): Promise<Import> {
  const started = Date.now()
  let one = begun
  while (unfinished(one) && Date.now() - started < ENOUGH)
    one = await step(one._id, { actor: SYNCHRONISER, now, key: undefined })
  return one
}
