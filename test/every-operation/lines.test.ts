import * as v from 'valibot'
import * as fields from '#contract/kernel/fields'
import { operations } from '../make/operations'

interface Node {
  type: string
  entries?: Record<string, Node>
  wrapped?: Node
  item?: Node
  options?: (Node | string)[]
}

/** Names of the fields in which people write several lines; every other text is a line. */
const SEVERAL_LINES = new Set(['reason', 'detail', 'words', 'report', 'used', 'description'])

/** Every text of a schema, with the name of its field. */
function* textsIn(node: Node, name = ''): Generator<[name: string, schema: v.GenericSchema]> {
  const inner = node.wrapped ?? node.item
  if (inner) yield* textsIn(inner, name)
  for (const [key, entry] of Object.entries(node.entries ?? {})) yield* textsIn(entry, key)
  if (node.type === 'union') for (const one of node.options as Node[]) yield* textsIn(one, name)
  if (node.type === 'string') yield [name, node as never]
}

const BREAKS = ['\n', '\r', '\r\n', '\u0085', '\u2028', '\u2029', '\u000b', '\u000c']
const TURNING = ['\u202a', '\u202b', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u061c']
const HIDDEN = [
  '\u200b',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u3164',
  '\u115f',
  '\u034f',
  '\ufe0f',
  '\u{e0041}',
]

/** Texts of which each field takes one. */
const TAKEN = [
  '字样',
  '19900000001',
  '123456',
  'ab@example.edu',
  'cloud://x/incoming/o-x/ab.jpg',
  '2026-03-01',
  '09:00',
  '2026-03-01T09:00:00+08:00',
]

const withSign = (text: string, sign: string): string[] => [
  sign + text,
  text.slice(0, 1) + sign + text.slice(1),
  text + sign,
]

/** Texts with one of the signs, or of it alone, of which the field keeps what it must not. */
const faultsOf = (schema: v.GenericSchema, signs: string[]): string[] =>
  signs.flatMap(sign =>
    [sign, ...TAKEN.flatMap(text => withSign(text, sign))].filter(text => {
      const result = v.safeParse(schema, text)
      const output = String(result.output)
      return result.success && (signs.some(one => output.includes(one)) || (text === sign && output !== ''))
    }),
  )

const texts = operations.flatMap(({ title, schema }) =>
  [...textsIn(schema as never)].map(([name, one]) => ({ title: `${title} ${name}`, name, schema: one })),
)
const isLine = ({ name }: { name: string }): boolean => !SEVERAL_LINES.has(name)

test.each(texts.filter(isLine))(
  '$title: a text of one line has no line break and no hidden sign',
  ({ schema }) => {
    expect(faultsOf(schema, [...BREAKS, ...TURNING, ...HIDDEN])).toEqual([])
  },
)

test.each(texts.filter(one => !isLine(one)))(
  '$title: free text keeps its lines, and their order',
  ({ schema }) => {
    expect(v.parse(schema, '第一行\r\n第二行')).toBe('第一行\n第二行')
    expect(faultsOf(schema, TURNING)).toEqual([])
    expect(faultsOf(schema, ['\r', '\u0085', '\u2028', '\u2029'])).toEqual([])
  },
)

test('a field that only trims its text is caught', () => {
  const trimmed = v.pipe(v.string(), v.trim(), v.minLength(1))
  for (const sign of [...BREAKS, ...TURNING, ...HIDDEN]) expect(faultsOf(trimmed, [sign])).not.toEqual([])
  expect(faultsOf(fields.text(1, 100), ['\n'])).not.toEqual([])
})
