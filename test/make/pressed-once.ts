import { MINUTE } from '#contract/kernel/time'
import { interrupted, troublesOf, watched, writes } from './interrupted'
import { operations } from './sample'
import { bringBack, type Difference, difference, said, storedIn } from './stored'
import type { World } from './world'
import { READS, WRITES, type Write } from './writes'

interface Way {
  operation: (typeof operations)[number]
  write: Write
}

/** Functions that are about people; half of all operations, so that the others run beside them. */
export const PEOPLE = ['access', 'account', 'admin', 'directory']

/** Every operation of the functions, once for each way in which it writes. */
export const everyWay = (functions: (name: string) => boolean): [name: string, way: Way][] =>
  operations
    .filter(({ fn }) => functions(fn))
    .flatMap(operation =>
      (WRITES[operation.title] ?? READS[operation.title] ?? [{}]).map((write, i): [string, Way] => [
        `${operation.title}${i ? ` (${i + 1})` : ''}`,
        { operation, write },
      ]),
    )

const HOW = 'write into test/make/writes what it changes something with'
const NOTHING: Difference = { rows: {}, files: [], gone: [] }

/** Interrupts the press in every way, each time from the same beginning, and presses once more. */
export async function pressedOnce(world: World, way: Way): Promise<void> {
  const { cloud } = world
  const beginning = await storedIn(cloud)
  const at = wholeMinute(cloud.clock.now())
  try {
    const press = await pressOf(world, way)
    const before = await storedIn(cloud)
    const changed = async () => difference(before, await storedIn(cloud), { at })
    const settled = async () => without(way.write.mayLack, await afterTimer(world, way, changed))
    await bringBack(cloud, before, at)
    const { outcome, actions } = await watched(cloud, press)
    if (!outcome.reply.ok) throw new Error(`refused with ${outcome.reply.error.code}: ${HOW}`)
    const pressed = await changed()
    if (same(pressed, NOTHING)) return reads(way, actions)
    await noOrphans(world)
    const once = { reply: said(outcome, at), changed: await settled() }
    for (const fault of troublesOf(actions)) {
      await bringBack(cloud, before, at)
      await interrupted(cloud, fault, press)
      const again = await press()
      const lost = !again.reply.ok && again.reply.error.code === way.write.lost
      const expected = lost ? { reply: said(again, at), changed: NOTHING } : once
      const found = { reply: said(again, at), changed: await settled() }
      expect({ fault, ...found }).toEqual({ fault, ...expected })
    }
  } finally {
    await bringBack(cloud, beginning, new Date())
  }
}

/** The next but one: what happens within that minute happens at the same time. */
export const wholeMinute = (now: number): Date => new Date((Math.ceil(now / MINUTE) + 1) * MINUTE)

/** The press of the button, with what it needs to change something. */
async function pressOf(world: World, { operation, write }: Way) {
  const { fn, op, who } = operation
  const given = typeof write.input === 'function' ? await write.input(world) : write.input
  return () => world.raw(write.as ?? who, fn, { op, input: given ?? operation.input, key: 'one-press' })
}

async function afterTimer({ cloud }: World, { operation, write }: Way, changed: () => Promise<Difference>) {
  if (write.byTimer) await cloud.invoke(operation.fn, {}, { source: 'wx_trigger' })
  return changed()
}

const without = (name: string | undefined, { rows, ...rest }: Difference): Difference => ({
  ...{
    ...rest,
    rows: Object.fromEntries(Object.entries(rows).filter(([collection]) => collection !== name)),
  },
})

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What an operation is called that changes something whatever comes with it. */
const CHANGING = /^(?:add|apply|create|grant|keep|read|remove|retry|save|update)/

/** What changed nothing must be of a kind that never does. */
function reads({ operation: { op, title } }: Way, actions: string[]): void {
  if (title in WRITES || CHANGING.test(op) || actions.some(writes)) throw new Error(`changed nothing: ${HOW}`)
}

/** No file is left in storage that no document names; what people upload is theirs until it is taken. */
async function noOrphans({ cloud }: World): Promise<void> {
  const { documents, files } = await storedIn(cloud)
  const text = JSON.stringify(documents)
  const kept = [...files.keys()].filter(path => !path.startsWith('incoming/'))
  // Codes of places are found by the folder and the place's id.
  const parts = (path: string) => /^(.*\/)([^/]+)\.\w+$/.exec(path)!.slice(1)
  const named = (path: string) =>
    text.includes(path) || parts(path).every((part, i) => text.includes(i ? `"${part}"` : `${part}"`))
  expect(kept.filter(path => !named(path))).toEqual([])
}
