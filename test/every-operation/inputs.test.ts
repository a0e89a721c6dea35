import fc from 'fast-check'
import * as v from 'valibot'
import { operations as all, functions } from '../make/operations'
import { comparableReply } from '../make/reply'
import { full, sample, seedNumber } from '../make/sampling'
import { aWorld } from '../make/world'

const world = aWorld()
let restore: () => void
beforeAll(() => {
  restore = world.cloud.database.checkpoint()
})
afterEach(() => restore())

const operations = all.map(operation => ({
  ...operation,
  fields: Object.keys((operation.schema as unknown as { entries: object }).entries),
}))
type Operation = (typeof operations)[number]

const deep = JSON.parse(`${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`)

/** Values that people and attackers send where something else is expected. */
const NASTY: unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e308,
  '',
  ' ',
  '字'.repeat(20_000),
  '\u0000',
  '\ud800',
  '{{7*7}}',
  '../../etc/passwd',
  {},
  [],
  [[]],
  { $ne: null },
  { $gt: '' },
  { $regex: '.*' },
  { $where: '1' },
  { $in: [] },
  { $or: [{}] },
  { $expr: true },
  { 'a.$ne': 1 },
  JSON.parse('{"__proto__":{"ok":true}}'),
  { constructor: 1 },
  deep,
  'constructor',
  '__proto__',
  '2026-02-30',
  '2026-02-30T09:00:00+08:00',
  '9999-99-99T99:99:99+99:99',
  'NaN',
]

/** Each nasty value as the whole input, and in each field. */
const nastyInputs = ({ input, fields }: Operation): unknown[] =>
  NASTY.flatMap(value => [value, ...fields.map(field => ({ ...input, [field]: value }))])

/** An input as it arrives: JSON, and an empty one for none. */
const arrived = (input: unknown): unknown => JSON.parse(JSON.stringify(input)) ?? {}

/** Sends an input that must not end in INTERNAL; where it is refused as bad input, nothing was read for it. */
async function send(
  { who, fn, op }: (typeof all)[number],
  { input, key }: { input?: unknown; key?: unknown },
): Promise<string> {
  const call = { op, input, key }
  const { reply, databaseCalls } = await world.raw(who, fn, call)
  const code = reply.ok ? 'OK' : reply.error.code
  if (code === 'INTERNAL') throw new Error(`INTERNAL for ${JSON.stringify(call).slice(0, 300)}`)
  // A cursor is opaque to the schema: the handler looks into it.
  const late = !reply.ok && reply.error.field === 'page.after'
  if (code === 'INVALID_INPUT' && !late && databaseCalls > 0 && !inHandler(reply)) {
    throw new Error(`${databaseCalls} database calls for ${JSON.stringify(call).slice(0, 300)}`)
  }
  return code
}

/** Contradictions between fields, such as an end before the start, are the domain's to refuse. */
const inHandler = (reply: { ok: boolean; error?: { field?: string } }): boolean =>
  ['to', 'closesAt', 'maxMinutes'].includes(reply.error?.field ?? '')

test.each(operations)('$title takes or refuses nasty values in every field calmly', async operation => {
  const { schema, title } = operation
  const results = nastyInputs(operation).map(input => ({
    input,
    result: v.safeParse(schema, arrived(input)),
  }))
  // The pipeline refuses what the schema refuses: the schema has been asked for all of them, the pipeline for one.
  const refused = results.filter(({ result }) => !result.success)
  for (const { input } of sample(`refused by ${title}`, refused))
    expect(await send(operation, { input })).toBe('INVALID_INPUT')
  // Handlers see what the schema makes of an input: of those that come to the same thing one is sent.
  const accepted = results.filter(({ result }) => result.success)
  const distinct = new Map(accepted.map(({ input, result }) => [JSON.stringify(result.output), input]))
  for (const input of full ? accepted.map(({ input }) => input) : distinct.values())
    await send(operation, { input })
})

test.each(
  functions.flatMap(fn =>
    sample(
      `keys of ${fn}`,
      operations.filter(operation => operation.fn === fn),
    ),
  ),
)('$title refuses a nasty key at no cost', async ({ who, fn, op, input }) => {
  for (const key of NASTY.filter(value => value !== null)) {
    if (typeof key === 'string' && /^[\w.:-]{1,64}$/.test(key)) continue
    const { reply, databaseCalls } = await world.raw(who, fn, { op, input, key })
    expect(reply).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', field: 'key' } })
    expect(databaseCalls).toBe(0)
  }
})

test('random inputs never end in INTERNAL', async () => {
  const json = fc.jsonValue({ maxDepth: 3 })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...operations),
      fc.dictionary(fc.string(), json),
      json,
      async (operation, odd, value) => {
        const { fields, input } = operation
        const field = fields[Object.keys(odd).length % Math.max(1, fields.length)] ?? 'x'
        await send(operation, { input: { ...input, ...odd, [field]: value } })
      },
    ),
    { numRuns: full ? 1000 : 200, seed: seedNumber },
  )
})

test.each(operations)(
  '$title drops fields that the contract does not name',
  async ({ who, fn, op, input }) => {
    const key = `drop-${op}`
    const plain = await world.raw(who, fn, { op, input, key })
    const more = await world.raw(who, fn, { op, input: { ...input, surplus: { $set: 1 } }, key })
    expect(comparableReply(more)).toEqual(comparableReply(plain))
  },
)
