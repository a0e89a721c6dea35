import type { ImportFault } from '#contract/directory'
import type { Entry } from '../model'
import {
  type Cell,
  errorIn,
  type Grid,
  isUnreadable,
  lettersOf,
  MAX_COLUMNS,
  MAX_ROWS,
  type Row,
  type Unreadable,
} from './cell'

export type Column = Exclude<keyof Entry, 'line'>
/** Columns with one value; the others hold lists. */
export type Single = Exclude<Column, 'departments' | 'posts'>

/** The accepted headings of each column; messages use the first. */
const HEADINGS: Record<Column, string[]> = {
  name: ['姓名', '名字'],
  account: ['账号', '帐号', '工号', '学号', '工号/学号'],
  wechat: ['微信号', '微信'],
  phone: ['手机', '手机号', '手机号码'],
  mail: ['邮箱', '电子邮箱', '邮件'],
  departments: ['部门', '系所', '院系'],
  posts: ['职位', '职务'],
  kind: ['身份', '人员类别'],
  qq: ['QQ', 'QQ号'],
  office: ['办公电话'],
}
const COLUMNS = Object.keys(HEADINGS) as Column[]
const COLUMN = new Map(
  COLUMNS.flatMap(column => HEADINGS[column].map(text => [text.toUpperCase(), column] as const)),
)

export const headingOf = (column: Column): string => HEADINGS[column][0]!

/** A line of whatever source. */
export interface Line {
  line: number
  /** Columns that the source has; an empty cell is ''. */
  cells: Partial<Record<Single, Cell>>
  /** Each department as the names from the top down. */
  departments: string[][] | Unreadable
  /** Absent where the source has no such column. */
  posts?: string[] | Unreadable
  /** Headings as they are written, for columns that are called otherwise. */
  headings: Partial<Record<Column, string>>
}

/** Lines at the top of a sheet, such as a title, that may stand above the headings. */
const MAX_ABOVE = 5

interface Sheet {
  lines: Line[]
  /** Faults that concern the whole sheet. */
  faults: ImportFault[]
  /** Remarks for the person who imports. */
  notes: string[]
}

const NOBODY: ImportFault = { line: 1, column: '', reason: '表里没有人' }

/** Lines of a sheet below its headings, which come in any order. */
export function linesOf(grid: Grid): Sheet {
  if (!grid.rows.length && !grid.far) return { lines: [], faults: [NOBODY], notes: grid.notes }
  const at = headingRow(grid.rows)
  const { line: top, cells: head } = grid.rows[at] ?? { line: 1, cells: [] }
  const columns = Array.from(head, columnOf)
  const headings = Object.fromEntries(
    columns.map((column, i) => [column, textOf(head[i]).slice(0, 20)]),
  ) as Line['headings']
  const body = grid.rows.slice(at + 1)
  const faults = [
    ...missing(new Set(columns), top),
    ...hiddenColumns(columns, head, grid, top),
    ...(grid.far ? [farFault(grid.far)] : []),
    ...body.filter(({ hidden }) => hidden).map(hiddenRow),
  ]
  const lines = body
    .map(row => lineOf(row, columns, headings))
    .filter(({ cells, departments, posts = [] }) =>
      [...Object.values(cells), departments, posts].some(isFilled),
    )
  if (!faults.length && !lines.length) faults.push({ ...NOBODY, line: top })
  const unused = unusedColumns(columns, head, body)
  const notes = unused.length ? [...grid.notes, `没有用到的列：${unused.join('、')}`] : grid.notes
  return { lines: faults.length ? [] : lines, faults, notes }
}

const isFilled = (value: Cell | unknown[] | undefined): boolean =>
  isUnreadable(value) || (value !== undefined && value.length > 0)

const textOf = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '')

const columnOf = (cell: Cell | undefined): Column | undefined =>
  COLUMN.get(
    textOf(cell)
      .normalize('NFKC')
      .replace(/[\s*\p{Cf}]/gu, '')
      .toUpperCase(),
  )

/** Index of the first row that looks like headings; the first row of all, if none does. */
function headingRow(rows: readonly Row[]): number {
  const known = ({ cells }: Row): number => cells.filter(cell => columnOf(cell)).length
  return Math.max(
    0,
    rows.slice(0, MAX_ABOVE).findIndex(row => known(row) >= 2),
  )
}

/** Where a column comes twice, such as 工号 and 学号, the first cell with something in it counts. */
function lineOf({ line, cells }: Row, columns: (Column | undefined)[], headings: Line['headings']): Line {
  const found: Partial<Record<Column, Cell>> = {}
  for (const [i, column] of columns.entries()) if (column) found[column] ||= cells[i] ?? ''
  const { departments = '', posts, ...single } = found
  return {
    line,
    cells: single,
    departments: listed(departments, text => parts(text, SEMICOLON).map(path => parts(path, SLASH))),
    ...(posts !== undefined && { posts: listed(posts, text => parts(text, SLASH)) }),
    headings,
  }
}

/** The items of a cell that holds several; errors of spreadsheets have separators in them. */
const listed = <T>(cell: Cell, split: (text: string) => T[]): T[] | Unreadable =>
  isUnreadable(cell) ? cell : (errorIn(cell) ?? split(cell))

const SEMICOLON = /[;；]/
const SLASH = /[/／]/

const parts = (cell: string, mark: RegExp): string[] =>
  cell
    .split(mark)
    .map(part => part.trim())
    .filter(Boolean)

function missing(there: Set<Column | undefined>, line: number): ImportFault[] {
  const fault = (column: string): ImportFault => ({
    line,
    column,
    reason: `缺少“${column}”这一列，请核对第一行的列名`,
  })
  const needed = (['name', 'account', 'departments'] as const).filter(column => !there.has(column))
  const faults = needed.map(column => fault(headingOf(column)))
  if (!there.has('wechat') && !there.has('phone') && !there.has('mail')) faults.push(fault('手机'))
  return faults
}

/** A column that would be read although it is not seen. */
const hiddenColumns = (columns: (Column | undefined)[], head: Cell[], { hidden }: Grid, line: number) =>
  columns.flatMap((column, i) =>
    column && hidden.has(i)
      ? [{ line, column: textOf(head[i]).slice(0, 20), reason: '这一列是隐藏的，请取消隐藏，或者删掉' }]
      : [],
  )

const hiddenRow = ({ line }: Row): ImportFault => ({
  line,
  column: '',
  reason: '这一行是隐藏的，请取消隐藏或筛选，或者删掉',
})

const farFault = ({ line, column }: NonNullable<Grid['far']>): ImportFault =>
  column < MAX_COLUMNS
    ? { line, column: '', reason: `一次最多导入 ${MAX_ROWS} 行` }
    : {
        line,
        column: `${lettersOf(column)} 列`,
        reason: `表格最多 ${MAX_COLUMNS} 列、${MAX_ROWS} 行，这一格里还有内容`,
      }

/** Names of the columns that are not read; one without a heading goes by its letters. */
function unusedColumns(columns: (Column | undefined)[], head: Cell[], body: readonly Row[]): string[] {
  const filled = new Set(
    body.flatMap(({ cells }) => Object.keys(cells).filter(i => isFilled(cells[Number(i)]))),
  )
  return Array.from({ length: MAX_COLUMNS }, (_column, i) => i)
    .filter(i => !columns[i] && (textOf(head[i]) || filled.has(String(i))))
    .map(i => textOf(head[i]).slice(0, 20) || `${lettersOf(i)} 列`)
}
