import type { Department } from '#contract/directory'
import { accountKey } from '#contract/kernel/canonical-text'
import { spellName } from '../search/names'
import { searchTerms } from '../search/terms'
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

/**
 * Computes the sort key, the search terms and the account key; callers must store them whenever one of the sources
 * changes, and remove the account key with the account.
 */
export function searchFields(
  member: SearchSource,
  departments: readonly Department[],
): Pick<Member, 'sortKey' | 'terms' | 'accountKey'> {
  const named = departments.filter(({ id }) => member.departments.includes(id)).map(({ name }) => name)
  const office = member.shows?.office === 'everyone' ? member.office?.replace(/[\s-]/g, '') : undefined
  const terms = searchTerms({
    names: [member.name],
    words: [...member.posts, ...named],
    numbers: [member.account ?? '', office ?? ''],
  })
  return {
    sortKey: `${spellName(member.name).join(' ')} ${member.name}`,
    terms,
    ...(member.account && { accountKey: accountKey(member.account) }),
  }
}

/** Letter under which a name is sorted: `L` for 林, `#` for none. */
export const initialOf = ({ sortKey }: Pick<Member, 'sortKey'>): string => {
  const first = sortKey[0]?.toUpperCase() ?? ''
  return /[A-Z]/.test(first) ? first : '#'
}
