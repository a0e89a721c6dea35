import { type Grid, MAX_COLUMNS, MAX_LINES, type Row } from './cell'

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
  const text = withoutEmptyEnd(textOf(content))
  const rows: Row[] = []
  let far: Grid['far']
  let line = 0
  csv().parse(text, {
    bom: true,
    trim: true,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: false,
    delimiter: delimiterOf(text),
    to: MAX_LINES + 1,
    onRecord(cells: string[]) {
      line++
      const beyond = line > MAX_LINES ? 0 : cells.findIndex((cell, i) => i >= MAX_COLUMNS && cell !== '')
      if (beyond >= 0) far ??= { line, column: beyond }
      else if (cells.some(Boolean)) rows.push({ line, cells: cells.slice(0, MAX_COLUMNS) })
      return null
    },
  })
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

/** Texts in UTF-16 come with tabs. */
function delimiterOf(text: string): string {
  const [head = ''] = text.split(/[\r\n]/, 1)
  return head.includes('\t') && !head.includes(',') ? '\t' : ','
}
