import type { ImportFault } from '#contract/directory'
import type { Entry } from '../model'

export type Column = Exclude<keyof Entry, 'line'>

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

/** A line of a sheet or a sync, as text: departments are separated by `;`, posts by `/`. */
export interface Line {
  line: number
  /** Columns that the source has; an empty cell is ''. */
  cells: Partial<Record<Column, string>>
  /** Headings as the sheet writes them, for messages. */
  headings: Partial<Record<Column, string>>
}

export const MAX_ROWS = 20_000

/** The lines of a sheet whose first line holds headings, in any order, and the faults of the sheet as a whole. */
export function linesOf([head = [], ...body]: string[][]): { lines: Line[]; faults: ImportFault[] } {
  const columns = head.map(text => COLUMN.get(text.replace(/[\s*＊]/g, '').toUpperCase()))
  const headings = Object.fromEntries(columns.map((column, i) => [column, head[i]])) as Line['headings']
  const faults = missing(new Set(columns))
  const lines = body
    .map((row, i) => ({ line: i + 2, cells: cellsOf(columns, row), headings }))
    .filter(({ cells }) => Object.values(cells).some(Boolean))
  if (!lines.length) faults.push({ line: 1, column: '', reason: '表里没有人' })
  if (lines.length > MAX_ROWS)
    return { lines: [], faults: [{ line: MAX_ROWS + 2, column: '', reason: `一次最多导入 ${MAX_ROWS} 行` }] }
  return { lines: faults.length ? [] : lines, faults }
}

/** The first filled cell counts where a column comes twice, such as 工号 and 学号. */
function cellsOf(columns: (Column | undefined)[], row: string[]): Line['cells'] {
  const cells: Line['cells'] = {}
  for (const [i, column] of columns.entries()) if (column) cells[column] ||= row[i] ?? ''
  return cells
}

function missing(there: Set<Column | undefined>): ImportFault[] {
  const needed = (['name', 'account', 'departments'] as const).filter(column => !there.has(column))
  const faults = needed.map(column => fault(headingOf(column)))
  if (!there.has('wechat') && !there.has('phone') && !there.has('mail')) faults.push(fault('手机'))
  return faults
}

const fault = (column: string): ImportFault => ({
  line: 1,
  column,
  reason: `缺少“${column}”这一列，请核对第一行的列名`,
})
