import type { Department } from '#contract/directory'
import { searchTerms, syllables } from '../search-terms'
import type { Member } from './member'

/** What somebody's contacts are shown to unless they say otherwise. */
export const DEFAULT_VISIBILITY: Member['shows'] = {
  phone: 'department',
  mail: 'everyone',
  office: 'everyone',
  qq: 'department',
  wechat: 'nobody',
}

/** What a new row of the roster must say; the rest has defaults. */
export type NewMember = Pick<Member, '_id' | 'name' | 'kind' | 'departments'> & Partial<Member>

/** A complete row; `departments` are those of the tree, whose names the person is found by, too. */
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

/** What lists are sorted by and a search finds a person by; to be written whenever one of its sources changes. */
export function searchFields(
  member: SearchSource,
  departments: readonly Department[],
): Pick<Member, 'sortKey' | 'terms'> {
  const named = departments.filter(({ id }) => member.departments.includes(id)).map(({ name }) => name)
  const office = member.shows?.office === 'everyone' ? member.office?.replace(/[\s-]/g, '') : undefined
  const terms = searchTerms({
    names: [member.name],
    words: [...member.posts, ...named],
    numbers: [member.account ?? '', office ?? ''],
  })
  return { sortKey: `${syllables(member.name, 'name').join(' ')} ${member.name}`, terms }
}

/** What a name is sorted under: `L` for 林. */
export const initialOf = ({ sortKey }: Pick<Member, 'sortKey'>): string => {
  const first = sortKey[0]?.toUpperCase() ?? ''
  return /[A-Z]/.test(first) ? first : '#'
}
