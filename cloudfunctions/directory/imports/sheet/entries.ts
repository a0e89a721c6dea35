import * as v from 'valibot'
import { MEMBER_KIND } from '#contract/account'
import { type ImportFault, MAX_LEVELS } from '#contract/directory'
import { accountKey } from '#contract/kernel/canonical-text'
import {
  accountName,
  departmentName,
  emailAddress,
  officeNumber,
  personName,
  phone,
  postName,
  qqNumber,
  wechatId,
} from '#contract/kernel/fields'
import type { Entry } from '../model'
import { errorIn, isUnreadable, quoted, type Unreadable } from './cell'
import { type Column, headingOf, type Line, type Single } from './lines'
import { isPlaceholder, readable } from './readable'

const MOST = 10
const KINDS = new Map(
  (['staff', 'student', 'worker'] as const).flatMap(kind => [
    [kind as string, kind],
    [MEMBER_KIND[kind] as string, kind],
  ]),
)

/** The schema of a filled cell, and the reason to report for a cell that breaks it. */
const CELLS: Record<Exclude<Single, 'kind'>, [schema: v.GenericSchema<unknown, string>, reason: string]> = {
  name: [personName, '姓名应是人的名字，最多 20 个字'],
  account: [accountName, '账号只能用字母、数字和 _ . -，最多 40 位'],
  wechat: [wechatId, '微信号最多 40 个字'],
  phone: [phone, '手机号应是 11 位数字'],
  mail: [emailAddress, '邮箱的写法不对'],
  office: [officeNumber, '办公电话最多 40 个字'],
  qq: [qqNumber, 'QQ 号应是 5 到 12 位数字'],
}

type Report = (column: Column | '', reason: string) => void

/** The people of the lines, with every fault of every line at once; a line with a fault is no entry. */
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

function entryOf(line: Line, report: Report): Partial<Entry> {
  const cells = readable(line.cells, report)
  const single = Object.fromEntries(
    (Object.keys(CELLS) as (keyof typeof CELLS)[]).flatMap(column => {
      const value = cellOf(column, cells[column], report)
      return value ? [[column, value]] : []
    }),
  )
  if (cells.name === '') report('name', '没有填姓名')
  if (cells.account === '') report('account', '没有填账号')
  if ([cells.wechat, cells.phone, cells.mail].every(cell => cell === ''))
    report('', '微信号、手机、邮箱至少填一项')
  const kind = cells.kind ? KINDS.get(cells.kind) : undefined
  if (cells.kind && !kind) report('kind', '身份应是教职工、学生或后勤人员')
  const posts = line.posts && postsOf(line.posts, report)
  return {
    line: line.line,
    ...single,
    ...(kind && { kind }),
    ...(posts && { posts }),
    departments: pathsOf(line.departments, report),
  }
}

function cellOf(column: keyof typeof CELLS, cell: string | undefined, report: Report): string | undefined {
  if (!cell) return undefined
  const [schema, reason] = CELLS[column]
  const result = v.safeParse(schema, cell)
  if (result.success) return result.output
  report(column, reason)
  return undefined
}

function postsOf(said: string[] | Unreadable, report: Report): string[] {
  if (isUnreadable(said)) {
    report('posts', said.reason)
    return []
  }
  const [error] = said.flatMap(post => errorIn(post) ?? [])
  const named = said.filter(post => !isPlaceholder(post))
  const posts = [...new Set(namesOf(postName, named))]
  if (error) report('posts', error.reason)
  else if (named.length && !posts.length) report('posts', '每个职位最多 30 个字，要有文字或数字')
  if (posts.length > MOST) report('posts', `职位最多 ${MOST} 个`)
  return posts
}

function pathsOf(said: string[][] | Unreadable, report: Report): string[][] {
  if (isUnreadable(said)) {
    report('departments', said.reason)
    return []
  }
  const fault = faultOf(said)
  if (fault) report('departments', fault)
  const paths = said.map(path => namesOf(departmentName, path) ?? [])
  return [...new Map(paths.map(path => [JSON.stringify(path), path])).values()]
}

/** The names in their canonical form; undefined if one of them is none. */
function namesOf(schema: v.GenericSchema<unknown, string>, said: readonly string[]): string[] | undefined {
  const names = said.flatMap(name => {
    const result = v.safeParse(schema, name)
    return result.success ? [result.output] : []
  })
  return names.length === said.length ? names : undefined
}

/** Separators of departments and of levels in a sheet: no name has them. */
const SEPARATOR = /[/／;；]/

function faultOf(paths: string[][]): string | undefined {
  const names = paths.flat()
  const [error] = names.flatMap(name => errorIn(name) ?? [])
  if (error) return error.reason
  const wrong = names.find(name => isPlaceholder(name) || SEPARATOR.test(name))
  if (!paths.length || paths.some(path => !path.length)) return '没有填部门'
  if (wrong)
    return SEPARATOR.test(wrong) ? `部门名称${quoted(wrong)}里不能有 / 或 ;` : `${quoted(wrong)}不是部门`
  if (paths.length > MOST) return `部门最多 ${MOST} 个`
  if (paths.some(path => path.length > MAX_LEVELS)) return `部门最多 ${MAX_LEVELS} 级`
  if (!namesOf(departmentName, names)) return '部门名称最多 30 个字，要有文字或数字'
  return undefined
}

type Seen = Record<'account' | 'phone' | 'mail', Map<string, number>>

/** Reports a value that an earlier line has, too. */
function once(entry: Partial<Entry>, seen: Seen, report: Report): void {
  for (const column of ['account', 'phone', 'mail'] as const) {
    const value = column === 'account' ? accountKey(entry.account ?? '') : entry[column]
    if (!value) continue
    const first = seen[column].get(value)
    if (first) report(column, `与第 ${first} 行重复`)
    else seen[column].set(value, entry.line!)
  }
}
