import * as v from 'valibot'
import { indented } from '#contract/kernel/canonical-text'
import { factsByTitle, fixtures } from '../make/fixtures'
import { HOSTILE, MARK } from '../make/hostile'
import { tick } from '../make/messages'
import { idIn, needsVersion, operations, sampleOf } from '../make/operations'
import { sample } from '../make/sampling'
import { seen } from '../make/seen'
import { restore, type Snapshot, takeSnapshot } from '../make/snapshot'
import { aWorldOfWrites, WRITES } from '../make/writes'

const world = aWorldOfWrites()
let beginning: Snapshot
let now: Date
beforeAll(async () => {
  beginning = await takeSnapshot(world.cloud)
  now = new Date(world.cloud.clock.now())
})
afterEach(() => restore(world.cloud, beginning, now))

interface Node {
  type: string
  entries?: Record<string, Node>
  wrapped?: Node
  item?: Node
  pipe?: readonly { type: string; pipe?: Node['pipe'] }[]
}
type Path = (string | 0)[]
type Operation = (typeof operations)[number]

/** Anything more than cleaning and a length makes it another thing than text. */
const FREE = new Set(['string', 'transform', 'min_code_points', 'max_code_points', 'check'])

/** Where the contract lets people write what they like. */
function textsIn({ type, entries, wrapped, item, pipe }: Node): Path[] {
  if (wrapped) return textsIn(wrapped)
  if (item) return textsIn(item).map(path => [0, ...path])
  if (entries)
    return Object.entries(entries).flatMap(([name, entry]) => textsIn(entry).map(path => [name, ...path]))
  return type === 'string' && (pipe ?? []).every(step => isFree(step)) ? [[]] : []
}

/** True for a step that leaves text as text; a field made of another field has its steps in a pipe of its own. */
const isFree = ({ type, pipe }: { type: string; pipe?: Node['pipe'] }): boolean =>
  pipe ? pipe.every(step => isFree(step)) : FREE.has(type)

/** The value with the text at the path; what is not there on the way is the smallest that the schema takes. */
function written(value: unknown, node: Node, [step, ...rest]: Path, text: string): unknown {
  if (step === undefined) return text
  const inner = node.wrapped ?? node
  if (step === 0)
    return [written((value as unknown[])?.[0] ?? smallest(inner.item!), inner.item!, rest, text)]
  const fields = (value ?? smallest(inner)) as Record<string, unknown>
  return { ...fields, [step]: written(fields[step], inner.entries![step]!, rest, text) }
}

/** The text at the path of an input that the schema has cleaned. */
const textAt = (value: unknown, path: Path): string =>
  path.reduce((inner, step) => (inner as Record<string | number, unknown>)[step], value) as string

const smallest = (node: Node): unknown => (node.type === 'string' ? '' : sampleOf(node as never))

const KEEPS_TEXT = factsByTitle(({ keepsText }) => keepsText)

/** Texts that something is looked for by, or that name something: no operation keeps them. */
const LOOKED_FOR = Object.entries(fixtures).flatMap(([word, { lookedFor = [] }]) =>
  lookedFor.map(field => `${word}.${field}`),
)

const fields = operations.flatMap(operation =>
  textsIn(operation.schema as never).map(path => ({
    operation,
    path,
    title: `${operation.title} ${path.join('.')}`,
  })),
)

/** Every text in a document or a reply, with the name of the field it stands in. */
function* textsOf(value: unknown, name = ''): Generator<[name: string, text: string]> {
  if (typeof value === 'string') yield [name, value]
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) yield* textsOf(item, Array.isArray(value) ? name : key)
}

/** Fields that a search goes by are written otherwise. */
const DERIVED = new Set(['terms', 'sortKey', 'initial'])

/** True when the text stands there as it was written, or indented; throws where it stands there cut or changed. */
function stands(text: string, values: Iterable<[name: string, text: string]>): boolean {
  const begin = [...text].slice(0, 4).join('')
  let found = false
  for (const [name, value] of values) {
    if (DERIVED.has(name) || !(value.includes(MARK) || value.includes(begin))) continue
    if (!value.includes(text) && !value.includes(indented(text)))
      throw new Error(`${JSON.stringify(text)} became ${JSON.stringify(value)} (${name})`)
    found = true
  }
  return found
}

type Documents = ReturnType<typeof world.cloud.snapshot>

/** The documents that differ, as they are now and as they were. Documents never change in place. */
function* differing(before: Documents, after: Documents) {
  for (const [collection, rows] of Object.entries(after)) {
    const were = new Map(before[collection]!.map(row => [row._id, row]))
    for (const is of rows) if (were.get(is._id) !== is) yield { collection, is, was: were.get(is._id) }
  }
}

/** The texts that were not there before. */
function* newTexts(before: Documents) {
  for (const { is, was } of differing(before, world.cloud.snapshot())) {
    const known = new Set([...textsOf(was)].map(([, one]) => one))
    for (const pair of textsOf(is)) if (!known.has(pair[1])) yield pair
  }
}

/** The mails that the timer sends, of which text may make a header. */
async function subjectsOf(): Promise<string[]> {
  const before = world.cloud.outbox.list('mail').length
  await tick(world.cloud)
  return world.cloud.outbox
    .list('mail')
    .slice(before)
    .map(({ parameters }) => String(parameters.subject))
}
const headed: string[] = []
const HEADER = 'Bcc: victim@example.edu'

/** Texts that every run tries in each field: the line that would be a header, and one that fits everywhere. */
const ALWAYS = HOSTILE.filter(text => text.includes(HEADER) || text === `-1${MARK}`)
/** How many of the others an ordinary run tries in each field. */
const OTHERS = 10
const textsFor = (title: string): string[] => [
  ...ALWAYS,
  ...sample(
    `texts of ${title}`,
    HOSTILE.filter(text => !ALWAYS.includes(text)),
    OTHERS,
  ),
]

/** One press with the text: `kept` in its canonical form, `passed` without that, or `refused`. */
async function tried({ fn, op, schema }: Operation, who: string, input: unknown, path: Path) {
  const before = world.cloud.snapshot()
  const { reply, databaseCalls } = await world.raw(who, fn, { op, input })
  const cleaned = v.safeParse(schema, input)
  const said = reply.ok ? 'OK' : reply.error.code
  if (!cleaned.success) {
    expect([said, databaseCalls]).toEqual(['INVALID_INPUT', 0])
    return 'refused'
  }
  expect(said).not.toBe('INTERNAL')
  const text = textAt(cleaned.output, path)
  if (reply.ok) stands(text, textsOf(reply.data))
  const kept = stands(text, newTexts(before))
  if (kept && text.includes(HEADER)) {
    const subjects = await subjectsOf()
    // A line break in a subject would begin the next header.
    for (const subject of subjects) expect(subject).not.toMatch(/[\r\n]/)
    headed.push(...subjects.filter(subject => subject.endsWith(`${HEADER}${MARK}`)))
  }
  return kept ? 'kept' : reply.ok ? 'passed' : 'refused'
}

test.each(fields)(
  '$title: text is kept in its canonical form, or refused',
  async ({ operation, path, title }) => {
    const { schema, who } = operation
    const ends = { kept: 0, passed: 0, refused: 0 }
    for (const write of KEEPS_TEXT[operation.title] ?? WRITES[operation.title] ?? [{}]) {
      const more = typeof write.input === 'function' ? await write.input(world) : write.input
      const asked = { ...operation.input, ...more }
      const version = needsVersion(schema) && seen(world, idIn(asked))
      const before = await takeSnapshot(world.cloud)
      for (const text of textsFor(title)) {
        const input = written({ ...asked, ...version }, schema as never, path, text)
        ends[await tried(operation, write.as ?? who, input, path)]++
        await restore(world.cloud, before, now)
      }
      await restore(world.cloud, beginning, now)
      if (ends.kept) break
    }
    // Where nothing was kept, `writes` of test/<word>/fixtures.ts write nothing, or `lookedFor` lacks the field.
    if (LOOKED_FOR.includes(title)) expect(ends.kept).toBe(0)
    else expect([title, ends.kept > 0, ends.passed]).toEqual([title, true, 0])
  },
)

test('lines that would be headers of a mail stay in its subject', () => {
  expect(HOSTILE.some(text => text.includes(`\n${HEADER}`))).toBe(true)
  expect(headed.length).toBeGreaterThan(0)
})
