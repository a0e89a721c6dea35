import { CONTACT, MEMBER_KIND } from '#contract/account'
import { type Department, IMPORT_CHANGE, type ImportChange, type ImportView } from '#contract/directory'
import { maskMail, maskPhone } from '../../kernel/audit'
import { pathOf } from '../../kernel/identity/tree'
import type { Planned } from './model'

/** Samples of each kind of change. */
const SHOWN = 10

/** The first changes of each kind, in words, with contacts masked. */
export function samplesOf(rows: Planned[], departments: readonly Department[]): ImportView['samples'] {
  const kinds = Object.keys(IMPORT_CHANGE) as ImportChange[]
  return kinds
    .flatMap(kind => rows.filter(({ change }) => change === kind).slice(0, SHOWN))
    .map(row => ({
      change: row.change,
      name: row.after.name ?? '',
      account: row.after.account ?? '',
      ...difference(row, departments),
    }))
}

function difference({ change, before, after }: Planned, departments: readonly Department[]) {
  const [from, to] = [wordsOf(before, departments), wordsOf(after, departments)]
  if (change === 'leaving') return { before: from.get('部门')?.shown ?? '' }
  const fields = [...new Set([...from.keys(), ...to.keys()])]
  if (change === 'new' || change === 'offered') {
    const known = fields.filter(field => field !== '姓名' && field !== '账号')
    return { after: known.map(field => to.get(field)?.shown).join(' · ') }
  }
  const changed = fields.filter(field => from.get(field)?.whole !== to.get(field)?.whole)
  const told = (words: Words) =>
    changed.map(field => `${field} ${words.get(field)?.shown ?? '无'}`).join(' · ')
  return { before: told(from), after: told(to) }
}

/** A field's full text, by which changes are found, and the masked text that the administrator sees. */
type Words = Map<string, { whole: string; shown: string }>

/** A person's fields by their Chinese names, in the order of reading. */
function wordsOf(fields: Planned['after'], departments: readonly Department[]): Words {
  const { name, account, kind, posts = [], phone, mail, wechat, office, qq, state } = fields
  const words: [field: string, whole: string | undefined, shorten?: (text: string) => string][] = [
    ['部门', fields.departments?.map(id => pathOf(departments, id)).join('；')],
    ['职位', posts.join('/')],
    ['身份', kind && MEMBER_KIND[kind]],
    ['姓名', name],
    ['账号', account],
    [CONTACT.phone, phone, maskPhone],
    [CONTACT.mail, mail, maskMail],
    [CONTACT.wechat, wechat, beginning],
    [CONTACT.office, office],
    [CONTACT.qq, qq, beginning],
    ['状态', state === 'left' ? '已离开' : undefined],
  ]
  return new Map(
    words.flatMap(([field, whole, shorten]) =>
      whole ? [[field, { whole, shown: shorten ? shorten(whole) : whole }]] : [],
    ),
  )
}

const beginning = (text: string): string => text.replace(/^(.{1,2}).*/, '$1***')
