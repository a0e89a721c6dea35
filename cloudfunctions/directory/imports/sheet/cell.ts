import { toAscii } from '#contract/kernel/canonical-text'

/** A cell as the reader of the sheet sees it, without blanks around it; or the reason why it cannot be taken. */
export type Cell = string | Unreadable

export interface Unreadable {
  reason: string
}

export const isUnreadable = (cell: unknown): cell is Unreadable =>
  typeof cell === 'object' && cell !== null && 'reason' in cell

export interface Row {
  /** Number of the line in the sheet, from 1. */
  line: number
  /** Cells by column, from 0; an empty cell is absent or ''. */
  cells: Cell[]
  hidden?: boolean
}

/** The part of a sheet with something in it. */
export interface Grid {
  rows: Row[]
  /** Columns that the reader of the sheet does not see, from 0. */
  hidden: ReadonlySet<number>
  /** The first cell outside the limits, if there is one. */
  far?: { line: number; column: number }
  /** Remarks for the person who imports. */
  notes: string[]
}

export const MAX_ROWS = 20_000
/** Lines of a sheet, the headings included, and its columns: cells outside are refused before there is memory for them. */
export const MAX_LINES = MAX_ROWS + 1
export const MAX_COLUMNS = 50

/** UTF-16 units of a cell: more are no value of a person. */
const MAX_LENGTH = 1000

/** The text of a cell, without blanks around it. */
export function cellFrom(text: string): Cell {
  const trimmed = text.trim()
  return trimmed.length > MAX_LENGTH ? { reason: `这一格超过 ${MAX_LENGTH} 字` } : trimmed
}

/** The beginning of a text that faults and remarks quote. */
export const quoted = (text: string): string => `“${[...text.slice(0, 60)].slice(0, 30).join('')}”`

/** `C` for the column 2. */
export const lettersOf = (column: number): string =>
  (column >= 26 ? lettersOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

/** Errors of spreadsheets, which stand in cells of their own or between separators. */
const ERROR =
  /(?:^|[;/,])(#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA|#+))(?:$|[;/,])/i

/** The fault of a text with an error of a spreadsheet in it; undefined for others. */
export function errorIn(text: string): Unreadable | undefined {
  const [, error] = ERROR.exec(toAscii(text)) ?? []
  return error === undefined ? undefined : { reason: `这一格是错误值 ${error}` }
}
