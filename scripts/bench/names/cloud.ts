import type { Page } from '#contract/kernel/rpc'
import { type NewMember, newMember } from '../../../cloudfunctions/kernel/identity/member-index'
import { departments } from '../../seed/departments'
import type { Person } from './people'

/** The people of the list as members of the seeded organisation; the first of them is `o-name-0` to WeChat. */
export const membersOf = (people: readonly Person[]) =>
  people.map(({ name }, i) => {
    const row: NewMember = {
      _id: `name-${i}`,
      openid: `o-name-${i}`,
      name,
      kind: 'staff',
      departments: ['library'],
    }
    return newMember(row, departments)
  })

/** The names on all pages of a search. */
export async function findNames(
  search: (input: object) => Promise<Page<{ name: string }>>,
  text: string,
): Promise<string[]> {
  const names: string[] = []
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const { items, next } = await search({ text, page: after ? { after } : {} })
    names.push(...items.map(({ name }) => name))
    after = next
  }
  return names
}
