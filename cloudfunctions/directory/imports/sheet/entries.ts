import * as v from 'valibot'
import { MEMBER_KIND } from '#contract/account'
import type { ImportFault } from '#contract/directory'
import { accountName, emailAddress, phone, qqNumber, text } from '#contract/kernel/fields'
import type { Entry } from '../model'
import { type Column, headingOf, type Line } from './lines'

const MOST = 10
/** A post, or the name of a department. */
const word = text(1, 30)
const KINDS = new Map(
  (['staff', 'student', 'worker'] as const).flatMap(kind => [
    [kind as string, kind],
    [MEMBER_KIND[kind] as string, kind],
  ]),
)

type Single = 'name' | 'account' | 'wechat' | 'phone' | 'mail' | 'office' | 'qq'

/** The schema of a filled cell, and the reason to report for a cell that breaks it. */
const CELLS: Record<Single, [schema: v.GenericSchema<unknown, string>, reason: string]> = {
  name: [text(1, 20), '姓名最多 20 个字'],
  account: [accountName, '账号只能用字母、数字和 _ . -，最多 40 位'],
  wechat: [text(1, 40), '微信号最多 40 个字'],
  phone: [phone, '手机号应是 11 位数字'],
  mail: [emailAddress, '邮箱的写法不对'],
  office: [text(1, 40), '办公电话最多 40 个字'],
  qq: [qqNumber, 'QQ 号应是 5 到 12 位数字'],
}

type Report = (column: Column | '', reason: string) => void

/** Reads the people from the lines and reports every fault at once; a line with a fault gives no entry. */
export function entriesOf(lines: Line[]): { entries: Entry[]; faults: ImportFault[] } {
  const faults: ImportFault[] = []
  const seen = { account: new Map(), phone: new Map(), mail: new Map() } as Seen
  const entries = lines.flatMap(line => {
    const before = faults.length
    const report: Report = (column, reason) =>
      faults.push({ line: line.line, column: column && (line.headings[column] ?? headingOf(column)), reason })
    const entry = entryOf(line, report)
    once(entry, seen, report)
    return faults.length === before ? [entry as Entry] : []
  })
  return { entries, faults }
}

function entryOf({ line, cells }: Line, report: Report): Partial<Entry> {
  const single = Object.fromEntries(
    (Object.keys(CELLS) as Single[]).flatMap(column => {
      const value = cellOf(column, cells[column], report)
      return value ? [[column, value]] : []
    }),
  )
  if (!cells.name) report('name', '没有填姓名')
  if (!cells.account) report('account', '没有填账号')
  if (!cells.wechat && !cells.phone && !cells.mail) report('', '微信号、手机、邮箱至少填一项')
  const kind = cells.kind ? KINDS.get(cells.kind) : undefined
  if (cells.kind && !kind) report('kind', '身份应是教职工、学生或后勤人员')
  const posts = cells.posts === undefined ? {} : { posts: postsOf(cells.posts, report) }
  return { line, ...single, ...(kind && { kind }), ...posts, departments: pathsOf(cells.departments, report) }
}

function cellOf(column: Single, cell: string | undefined, report: Report): string | undefined {
  if (!cell) return undefined
  const [schema, reason] = CELLS[column]
  const result = v.safeParse(schema, cell)
  if (result.success) return result.output
  report(column, reason)
  return undefined
}

const parts = (cell: string, mark: RegExp): string[] => [
  ...new Set(
    cell
      .split(mark)
      .map(part => part.trim())
      .filter(Boolean),
  ),
]

function postsOf(cell: string, report: Report): string[] {
  const posts = parts(cell, /[/／]/)
  if (posts.length > MOST) report('posts', `职位最多 ${MOST} 个`)
  if (posts.some(post => !v.is(word, post))) report('posts', '每个职位最多 30 个字')
  return posts
}

function pathsOf(cell: string | undefined, report: Report): string[] {
  const paths = parts(cell ?? '', /[;；]/).map(path => parts(path, /[/／]/).join('/'))
  if (!paths.length) report('departments', '没有填部门')
  if (paths.length > MOST) report('departments', `部门最多 ${MOST} 个`)
  if (paths.some(path => path.split('/').some(name => !v.is(word, name))))
    report('departments', '部门名称最多 30 个字')
  return paths
}

type Seen = Record<'account' | 'phone' | 'mail', Map<string, number>>

/** Reports a value that an earlier line has, too. */
function once(entry: Partial<Entry>, seen: Seen, report: Report): void {
  for (const column of ['account', 'phone', 'mail'] as const) {
    const value = entry[column]
    if (!value) continue
    const first = seen[column].get(value)
    if (first) report(column, `与第 ${first} 行重复`)
    else seen[column].set(value, entry.line!)
  }
}
