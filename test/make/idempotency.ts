import { MINUTE } from '#contract/kernel/time'
import type { Outcome } from '../../scripts/local-cloud/cloud'
import { faultsFor, interrupt, isBeforeRead, isWrite, recordActions } from './faults'
import type { Write } from './fixtures'
import { functions, idIn, needsVersion, operations } from './operations'
import { sample } from './sampling'
import { seen } from './seen'
import { type Difference, difference, restore, takeSnapshot, timelessReply } from './snapshot'
import type { World } from './world'
import { READS, WRITES } from './writes'

/** One way in which an operation writes. */
export interface WriteCase {
  name: string
  operation: (typeof operations)[number]
  write: Write
}

/** Every operation, with each of its ways of writing. */
export const cases: WriteCase[] = operations.flatMap(operation =>
  (WRITES[operation.title] ?? READS[operation.title] ?? [{}]).map((write, i) => ({
    name: `${operation.title}${i ? ` (${i + 1})` : ''}`,
    operation,
    write,
  })),
)

/**
 * One of `count` parts of all cases, so that several workers share them; a function's cases stay together, for its
 * process is warm then.
 */
export function casesIn(part: number, count: number): WriteCase[] {
  const parts = Array.from({ length: count }, (): WriteCase[] => [])
  const bySize = functions.map(fn => cases.filter(({ operation }) => operation.fn === fn))
  for (const more of bySize.sort((a, b) => b.length - a.length))
    parts.sort((a, b) => a.length - b.length)[0]!.push(...more)
  return parts.sort((a, b) => (a[0]!.name < b[0]!.name ? -1 : 1))[part - 1]!
}

/** Operations whose name says that they change something, whatever comes with it. */
const CHANGING = /^(?:add|apply|create|grant|keep|read|remove|retry|save|update)/
export const changes = ({ operation: { op, title } }: WriteCase): boolean =>
  title in WRITES || CHANGING.test(op)

/**
 * For each function the case that is tried most thoroughly: its process is killed in truth, and its reads fail, too.
 * After either nothing is different from what the other faults leave, unless a function keeps something in memory.
 */
const THOROUGH = new Set(
  functions.flatMap(fn =>
    sample(
      `thorough ${fn}`,
      cases.filter(one => one.operation.fn === fn && changes(one)),
    ),
  ),
)

const HOW = 'write into `writes` of test/<word>/fixtures.ts what it changes something with'
export const NOTHING: Difference = { rows: {}, files: [], gone: [] }

/** A request that can be made again and again from one beginning. */
export interface Trial {
  request(): Promise<Outcome>
  /** The moment of every attempt. */
  at: Date
  /** Brings the beginning back. */
  begin(): Promise<void>
  /** The differences to the beginning. */
  changed(): Promise<Difference>
  /** The same, once the timer has run where it completes the work. */
  settled(): Promise<Difference>
}

/** Prepares the request of a case, works with it, and leaves the cloud as it was. */
export async function withTrial(
  world: World,
  writeCase: WriteCase,
  work: (trial: Trial) => Promise<void>,
): Promise<void> {
  const { cloud } = world
  const { operation, write } = writeCase
  const beginning = await takeSnapshot(cloud)
  const at = wholeMinute(cloud.clock.now())
  try {
    const request = await requestOf(world, writeCase)
    const before = await takeSnapshot(cloud)
    const begin = () => restore(cloud, before, at)
    await begin()
    const changed = async () => difference(before, await takeSnapshot(cloud), { at })
    const settled = async () => {
      if (write.byTimer) await cloud.invoke(operation.fn, {}, { source: 'wx_trigger' })
      return without(write.mayLack, await changed())
    }
    await work({ request, at, begin, changed, settled })
  } finally {
    await restore(cloud, beginning, new Date())
  }
}

/** Interrupts the request in every way, each time from the same beginning, and repeats it with its key. */
export const expectIdempotent = (world: World, writeCase: WriteCase): Promise<void> =>
  withTrial(world, writeCase, async ({ request, at, begin, changed, settled }) => {
    const { cloud } = world
    const { lost } = writeCase.write
    const { outcome, actions } = await recordActions(cloud, request)
    expectTaken(outcome)
    if (isNothing(await changed())) return expectRead(writeCase, actions)
    await expectNoOrphans(world)
    const once = { reply: timelessReply(outcome, at), changed: await settled() }
    for (const fault of faultsOf(writeCase, actions)) {
      await begin()
      await interrupt(cloud, fault, request)
      const again = await request()
      const isLost = !again.reply.ok && again.reply.error.code === lost
      const expected = isLost ? { reply: timelessReply(again, at), changed: NOTHING } : once
      const found = { reply: timelessReply(again, at), changed: await settled() }
      expect({ fault, ...found }).toEqual({ fault, ...expected })
    }
  })

/** @throws Error for a refused request, which would leave nothing to compare */
export function expectTaken({ reply }: Outcome): void {
  if (!reply.ok) throw new Error(`refused with ${reply.error.code}: ${HOW}`)
}

/** Faults that an ordinary run tries in a case that is not tried thoroughly. */
const FAULTS = 6

function faultsOf(writeCase: WriteCase, actions: string[]) {
  if (THOROUGH.has(writeCase)) return faultsFor(actions, 'kill')
  const faults = faultsFor(actions, 'cutoff').filter(fault => !isBeforeRead(fault))
  return sample(`faults of ${writeCase.name}`, faults, FAULTS)
}

/** The next minute but one: what happens within a minute happens at the same time. */
const wholeMinute = (now: number): Date => new Date((Math.ceil(now / MINUTE) + 1) * MINUTE)

/** The request with its key, and with what it needs to change something. */
async function requestOf(world: World, { operation, write }: WriteCase) {
  const { fn, op, who } = operation
  const given = typeof write.input === 'function' ? await write.input(world) : write.input
  const input = { ...((given ?? operation.input) as Record<string, unknown>) }
  if (needsVersion(operation.schema)) Object.assign(input, seen(world, idIn(input)))
  return () => world.raw(write.as ?? who, fn, { op, input, key: 'one-press' })
}

const without = (name: string | undefined, { rows, ...rest }: Difference): Difference => ({
  ...rest,
  rows: Object.fromEntries(Object.entries(rows).filter(([collection]) => collection !== name)),
})

export const isNothing = (changed: Difference): boolean => JSON.stringify(changed) === JSON.stringify(NOTHING)

/** An operation that changed nothing must be of a kind that never does. */
export function expectRead(writeCase: WriteCase, actions: string[]): void {
  if (changes(writeCase) || actions.some(isWrite)) throw new Error(`changed nothing: ${HOW}`)
}

/** No file is left in storage that no document names; an upload belongs to its person until it is taken. */
async function expectNoOrphans({ cloud }: World): Promise<void> {
  const { documents, files } = await takeSnapshot(cloud)
  const text = JSON.stringify(documents)
  const kept = [...files.keys()].filter(path => !path.startsWith('incoming/'))
  // Codes of places are found by the folder and the place's id.
  const parts = (path: string) => /^(.*\/)([^/]+)\.\w+$/.exec(path)!.slice(1)
  const named = (path: string) =>
    text.includes(path) || parts(path).every((part, i) => text.includes(i ? `"${part}"` : `${part}"`))
  expect(kept.filter(path => !named(path))).toEqual([])
}
