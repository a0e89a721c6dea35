import { MEMBER_KIND } from '../../contract/account'
import type { Department, PersonRow } from '../../contract/directory'

/** A person as a list shows them. */
export interface PersonLine {
  id: string
  name: string
  initial: string
  avatar: string
  /** Posts and departments. */
  about: string
  /** Facts that an administrator should notice; none for most. */
  tags: string[]
}

const STATE = { active: '', frozen: '已冻结', left: '已离开' }

/** A person with the names of their departments. */
export const personLine =
  (departments: readonly Department[]) =>
  ({ id, name, initial, avatar = '', ...person }: PersonRow): PersonLine => {
    const homes = person.departments.map(one => departments.find(other => other.id === one)?.name ?? '')
    const what = person.posts.length ? person.posts : [MEMBER_KIND[person.kind]]
    const tags = [STATE[person.state], person.joined ? '' : '未加入']
    return {
      id,
      name,
      initial,
      avatar,
      about: [what.join('、'), homes.filter(Boolean).join('、')].filter(Boolean).join(' · '),
      tags: tags.filter(Boolean),
    }
  }
