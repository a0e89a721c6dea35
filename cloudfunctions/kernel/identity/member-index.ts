import { pinyin } from 'pinyin-pro'
import type { Department } from '#contract/directory'
import type { Member } from './member'

/** Visibility of contacts until the member changes it. */
export const DEFAULT_VISIBILITY: Member['shows'] = {
  phone: 'department',
  mail: 'everyone',
  office: 'everyone',
  qq: 'department',
  wechat: 'nobody',
}

/** Required fields of a new member; the others have defaults. */
export type NewMember = Pick<Member, '_id' | 'name' | 'kind' | 'departments'> & Partial<Member>

/** Completes a new member with defaults and search fields; `departments` is the whole tree. */
export function newMember(row: NewMember, departments: readonly Department[]): Member {
  const member: Member = {
    state: 'active',
    posts: [],
    shows: DEFAULT_VISIBILITY,
    duties: [],
    version: 1,
    lastKey: '',
    ...row,
    sortKey: '',
    terms: [],
  }
  return { ...member, ...searchFields(member, departments) }
}

type SearchSource = Pick<Member, 'name' | 'posts' | 'departments' | 'account' | 'office'> &
  Partial<Pick<Member, 'shows'>>

/** Computes the sort key and the search terms; callers must store them whenever one of the sources changes. */
export function searchFields(
  member: SearchSource,
  departments: readonly Department[],
): Pick<Member, 'sortKey' | 'terms'> {
  const named = departments.filter(({ id }) => member.departments.includes(id)).map(({ name }) => name)
  const words = [...member.posts, ...named].flatMap(wordForms)
  const office = member.shows?.office === 'everyone' ? member.office?.replace(/[\s-]/g, '') : undefined
  const numbers = [member.account, office].filter(text => text !== undefined && text !== '') as string[]
  const terms = [...wordForms(member.name, 'head'), ...words, ...numbers.map(text => text.toLowerCase())]
  return { sortKey: `${syllables(member.name, 'head').join(' ')} ${member.name}`, terms: [...new Set(terms)] }
}

/** Forms of a word: written, pinyin, initials (`林知微`, `linzhiwei`, `lzw`); with `head`, the given name as well. */
export function wordForms(word: string, surname?: 'head' | number): string[] {
  const spelt = syllables(word, surname === 'head' ? 'head' : 'off')
  const written = word.toLowerCase()
  return [
    written,
    spelt.join(''),
    spelt.map(syllable => syllable[0]).join(''),
    ...(surname === 'head' && word.length > 1 ? [written.slice(1), spelt.slice(1).join('')] : []),
  ].filter(Boolean)
}

/** Pinyin of each character; with `head` the first is read as a surname: 单 is shàn. */
const syllables = (text: string, surname: 'head' | 'off'): string[] =>
  pinyin(text, { toneType: 'none', type: 'array', v: true, surname, nonZh: 'consecutive' }).map(one =>
    one.toLowerCase(),
  )

/** Letter under which a name is sorted: `L` for 林, `#` for none. */
export const initialOf = ({ sortKey }: Pick<Member, 'sortKey'>): string => {
  const first = sortKey[0]?.toUpperCase() ?? ''
  return /[A-Z]/.test(first) ? first : '#'
}
