import { cellFrom, type Grid, MAX_COLUMNS, MAX_LINES, type Row } from './cell'

/** Loaded when first used: most calls of a function read no sheet. */
const csv = (): typeof import('csv-parse/sync') => require('csv-parse/sync')

/** Excel in China saves CSV in this encoding. */
const CHINESE = 'gb18030'
/** Encodings that a file names in its first two bytes. */
const MARKED = [
  [0xff, 0xfe, 'utf-16le'],
  [0xfe, 0xff, 'utf-16be'],
] as const

/**
 * The lines of a text with separators, which may be in UTF-8, UTF-16 or the encoding of Chinese spreadsheets. Lines behind
 * the last that may be read are not parsed.
 * @throws Error for what is no text
 */
export function readCsv(content: Buffer): Grid {
  const whole = withoutEmptyEnd(textOf(content))
  const delimiter = delimiterOf(whole)
  const { text, far: beyond } = withinLimits(whole, delimiter)
  const rows: Row[] = []
  let far: Grid['far']
  let line = 0
  csv().parse(text, {
    bom: true,
    trim: true,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: false,
    delimiter,
    onRecord(record: string[]) {
      line++
      const cells = record.map(cellFrom)
      const column = cells.findIndex((cell, i) => i >= MAX_COLUMNS && cell !== '')
      if (column >= 0) far ??= { line, column }
      else if (cells.some(Boolean)) rows.push({ line, cells: cells.slice(0, MAX_COLUMNS) })
      return null
    },
  })
  far ??= beyond
  return { rows, hidden: new Set(), notes: [], ...(far && { far }) }
}

function textOf(content: Buffer): string {
  const marked = MARKED.find(([first, second]) => content[0] === first && content[1] === second)
  if (marked) return decoded(content, marked[2])
  try {
    return decoded(content, 'utf-8')
  } catch {
    return decoded(content, CHINESE)
  }
}

function decoded(content: Buffer, encoding: string): string {
  const text = new TextDecoder(encoding, { fatal: true }).decode(content)
  if (text.includes('\0')) throw new Error('no text')
  return text
}

/** Spreadsheets write empty lines behind the last one that was ever touched. */
function withoutEmptyEnd(text: string): string {
  let end = text.length
  while (end > 0 && /[\s,]/.test(text[end - 1]!)) end--
  return text.slice(0, end)
}

/** Separators of one line: far more than it has columns, because empty ones at its end do no harm. */
const MAX_SEPARATORS = 5000

/** The beginning of the text that is parsed, and the place at which it was cut. */
function withinLimits(text: string, delimiter: string): { text: string; far?: Grid['far'] } {
  let [line, start, separators, isQuoted] = [1, 0, 0, false]
  const cut = (column: number) => ({ text: text.slice(0, start), far: { line, column } })
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]
    if (letter === '"') isQuoted = !isQuoted
    else if (!isQuoted && letter === delimiter && ++separators > MAX_SEPARATORS) return cut(MAX_COLUMNS)
    else if (!isQuoted && (letter === '\n' || (letter === '\r' && text[i + 1] !== '\n'))) {
      line++
      start = i + 1
      separators = 0
      if (line > MAX_LINES) return cut(0)
    }
  }
  return { text }
}

/** Texts in UTF-16 come with tabs. */
function delimiterOf(text: string): string {
  const [head = ''] = text.split(/[\r\n]/, 1)
  return head.includes('\t') && !head.includes(',') ? '\t' : ','
}
