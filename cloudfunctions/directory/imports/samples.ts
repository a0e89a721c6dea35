import { CONTACT, MEMBER_KIND } from '#contract/account'
import { type Department, IMPORT_CHANGE, type ImportChange, type ImportView } from '#contract/directory'
import { maskedMail, maskedPhone } from '../../kernel/audit'
import { pathOf } from '../../kernel/tree'
import type { Planned } from './model'

/** Shown of each kind of change. */
const SHOWN = 10

/** The first changes of each kind, in words, with numbers shortened. */
export function samplesOf(rows: Planned[], departments: readonly Department[]): ImportView['samples'] {
  const kinds = Object.keys(IMPORT_CHANGE) as ImportChange[]
  return kinds
    .flatMap(kind => rows.filter(({ change }) => change === kind).slice(0, SHOWN))
    .map(({ change, before, after }) => {
      const [from, to] = [wordsOf(before, departments), wordsOf(after, departments)]
      const person = { change, name: after.name ?? '', account: after.account ?? '' }
      if (change === 'new') return { ...person, after: newWords(to) }
      if (change === 'leaving') return { ...person, before: from.get('部门') ?? '' }
      const changed = [...new Set([...from.keys(), ...to.keys()])].filter(
        key => from.get(key) !== to.get(key),
      )
      const told = (words: Map<string, string>) =>
        changed.map(key => `${key} ${words.get(key) ?? '无'}`).join(' · ')
      return { ...person, before: told(from), after: told(to) }
    })
}

/** What there is to know of somebody new beside the name and the account. */
const newWords = (words: Map<string, string>): string =>
  [...words]
    .filter(([field]) => field !== '姓名' && field !== '账号')
    .map(([, text]) => text)
    .join(' · ')

/** A person's fields by what they are called; the order is that of reading. */
function wordsOf(fields: Planned['after'], departments: readonly Department[]): Map<string, string> {
  const { name, account, kind, posts = [], phone, mail, wechat, office, qq, state } = fields
  const words: [string, string | undefined][] = [
    ['部门', fields.departments?.map(id => pathOf(departments, id)).join('；')],
    ['职位', posts.join('/')],
    ['身份', kind && MEMBER_KIND[kind]],
    ['姓名', name],
    ['账号', account],
    [CONTACT.phone, phone && maskedPhone(phone)],
    [CONTACT.mail, mail && maskedMail(mail)],
    [CONTACT.wechat, wechat && '***'],
    [CONTACT.office, office],
    [CONTACT.qq, qq && '***'],
    ['状态', state === 'left' ? '已离开' : undefined],
  ]
  return new Map(words.filter((word): word is [string, string] => Boolean(word[1])))
}
