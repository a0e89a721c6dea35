import fc from 'fast-check'
import { everybodyBack } from '../make/people'
import { comparableReply } from '../make/reply'
import { operations as all } from '../make/sample'
import { aWorld } from '../make/world'

const world = aWorld()
afterEach(() => everybodyBack(world))
const operations = all.map(one => ({
  ...one,
  fields: Object.keys((one.schema as unknown as { entries: object }).entries),
}))

const deep = JSON.parse(`${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`)

/** What people and attackers send where something else is expected. */
const NASTY: unknown[] = [
  ...[
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
  ],
  ...[
    {},
    [],
    [[]],
    { $ne: null },
    { $gt: '' },
    { $regex: '.*' },
    { $where: '1' },
    { $in: [] },
    { $or: [{}] },
  ],
  ...[{ $expr: true }, { 'a.$ne': 1 }, JSON.parse('{"__proto__":{"ok":true}}'), { constructor: 1 }, deep],
  ...[
    'constructor',
    '__proto__',
    '2026-02-30',
    '2026-02-30T09:00:00+08:00',
    '9999-99-99T99:99:99+99:99',
    'NaN',
  ],
]

/** What was refused as bad input must have cost nothing; nothing may end in INTERNAL. */
async function sound(
  { who, fn, op }: (typeof all)[number],
  { input, key }: { input?: unknown; key?: unknown },
): Promise<void> {
  const call = { op, input, key }
  const { reply, databaseCalls } = await world.raw(who, fn, call)
  const code = reply.ok ? 'OK' : reply.error.code
  if (code === 'INTERNAL') throw new Error(`INTERNAL for ${JSON.stringify(call).slice(0, 300)}`)
  // A cursor is opaque to the schema: the handler looks into it.
  const late = !reply.ok && reply.error.field === 'page.after'
  if (code === 'INVALID_INPUT' && !late && databaseCalls > 0 && !inHandler(reply)) {
    throw new Error(`${databaseCalls} database calls for ${JSON.stringify(call).slice(0, 300)}`)
  }
}

/** Contradictions between fields, such as an end before the start, are the domain's to refuse. */
const inHandler = (reply: { ok: boolean; error?: { field?: string } }): boolean =>
  ['to', 'closesAt', 'maxMinutes'].includes(reply.error?.field ?? '')

test.each(operations)('$title takes nasty values in every field calmly', async operation => {
  for (const value of NASTY) {
    await sound(operation, { input: value })
    for (const field of operation.fields)
      await sound(operation, { input: { ...operation.input, [field]: value } })
  }
})

test.each(operations)('$title takes a nasty key calmly', async ({ who, fn, op, input }) => {
  for (const key of NASTY.filter(value => value !== null)) {
    const { reply, databaseCalls } = await world.raw(who, fn, { op, input, key })
    if (typeof key === 'string' && /^[\w.:-]{1,64}$/.test(key)) continue
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
      async (one, odd, value) => {
        const field = one.fields[Object.keys(odd).length % Math.max(1, one.fields.length)] ?? 'x'
        await sound(one, { input: { ...one.input, ...odd, [field]: value } })
      },
    ),
    { numRuns: 300 },
  )
})

test.each(operations)('$title drops keys that the contract does not name', async ({ who, fn, op, input }) => {
  const plain = await world.raw(who, fn, { op, input, key: `drop-${op}` })
  const more = await world.raw(who, fn, {
    op,
    input: { ...input, surplus: { $set: 1 } },
    key: `drop-${op}`,
  })
  expect(comparableReply(more)).toEqual(comparableReply(plain))
})
