import { type Comment, commentsInMarkup, lineOf, scanScript } from './scan'

/** A breach of `docs/style.md`. */
export interface Fault {
  line: number
  message: string
}

const FIRST_WORDS = 'who|whose|what|whoever|whatever|nobody|somebody|those'
const BEGINNING = new RegExp(`^(?:${FIRST_WORDS})\\b`, 'i')
/** The same at the beginning of a later sentence, where the capital tells it from an abbreviation's full stop. */
const LATER = new RegExp(`(?<=[.!?] )(?:${FIRST_WORDS.replace(/\b[a-z]/g, first => first.toUpperCase())})\\b`)

/** The longest subject of a commit, in characters. */
const MAX_SUBJECT = 72

/** Breaches in one file, by its name's ending, in the order of their lines. */
export function faultsOf(file: string, source: string): Fault[] {
  if (!/\.(?:[cm]?[jt]|wx)s$/.test(file)) return commentsInMarkup(source).flatMap(commentFaults)
  const { comments, code } = scanScript(source)
  const faults = [
    ...comments.flatMap(commentFaults),
    ...(/\.test\.ts$/.test(file) ? titleFaults(source, code) : []),
    ...spreadFaults(code),
  ]
  return faults.sort((a, b) => a.line - b.line)
}

function commentFaults({ line, text }: Comment): Fault[] {
  const at = BEGINNING.test(text) ? 0 : text.search(LATER)
  return at < 0 ? [] : [{ line, message: `a comment begins with its object: “${excerpt(text.slice(at))}”` }]
}

/** `test(`, `it(`, `describe(` and their variants, with the tables of `each` skipped. */
const TITLED = /(?<![.\w])(?:test|it|describe)(?:\.\w+)*(?=[(<])/g

function titleFaults(source: string, code: string): Fault[] {
  return [...code.matchAll(TITLED)].flatMap(({ 0: call, index }) => {
    const open = openingBehind(code, index + call.length)
    const title = titleAt(source, code, call.endsWith('.each') ? closing(code, open) + 1 : open)
    if (title === undefined || !BEGINNING.test(title.replace(NUMBERS, ''))) return []
    return [
      { line: lineOf(source, index), message: `a test title begins with its object: “${excerpt(title)}”` },
    ]
  })
}

/** The bracket of a call, behind its type arguments if it has any. */
const openingBehind = (code: string, at: number): number =>
  code[at] === '<' ? at + code.slice(at).search(/(?<!=)>\(/) + 1 : at

/** Numbers of requirements, such as `L-24, T-03: `. */
const NUMBERS = /^(?:[A-Z]+-\d+\w*,? ?(?:and )?)+:? */

/** The text of the literal that is the first argument of the call whose bracket stands at `open`. */
function titleAt(source: string, code: string, open: number): string | undefined {
  const [, before, quote] = /^(\(\s*)(['"`])/.exec(code.slice(open)) ?? []
  if (before === undefined || quote === undefined) return undefined
  const start = open + before.length + 1
  return source.slice(start, code.indexOf(quote, start))
}

/** A spread whose operand is a literal from bracket to bracket, not the beginning of a longer expression. */
function spreadFaults(code: string): Fault[] {
  return [...code.matchAll(/\.\.\.(?=[{[])/g)].flatMap(({ index }) => {
    const end = closing(code, index + 3)
    if (/^\s*[.[(?]/.test(code.slice(end + 1))) return []
    return [{ line: lineOf(code, index), message: 'a literal is spread: write its members out' }]
  })
}

/** The index of the bracket that closes the one at `open`. */
function closing(code: string, open: number): number {
  let depth = 0
  for (let at = open; at < code.length; at++) {
    if ('([{'.includes(code[at]!)) depth++
    if (')]}'.includes(code[at]!)) depth--
    if (!depth) return at
  }
  return code.length
}

/** Breaches in the subject of a commit, as sentences. */
export function subjectFaults(subject: string): string[] {
  const change = subject.replace(/^[\w/.-]+: /, '')
  return [
    ...(subject.length > MAX_SUBJECT ? [`${subject.length} characters, ${MAX_SUBJECT} at most`] : []),
    ...(BEGINNING.test(change) ? ['begins with its object'] : []),
  ]
}

const excerpt = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
