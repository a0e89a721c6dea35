import type { Me } from '../../contract/account'
import { directoryPages } from '../../contract/features/directory'

/** A row of the contacts that leads to another page. */
export interface Entry {
  id: string
  icon: string
  text: string
  url: string
}

const EVERYBODY: Entry[] = [
  {
    id: 'browse',
    icon: 'tree-square-dot',
    text: '按部门浏览',
    url: directoryPages.departments,
  },
]

const ADMINISTRATORS: Entry[] = [
  {
    id: 'admin',
    icon: 'control-platform',
    text: '管理成员、部门和申请',
    url: directoryPages.admin,
  },
]

/** The reason why the contacts are closed to this person; null for members, and for failures that the list shows. */
export function closureFor(person: Me | undefined): { title: string; hint: string } | null {
  if (person?.state === 'stranger') return { title: '加入后才能看通讯录', hint: '请到“工作台”加入本单位。' }
  if (person?.kind !== 'outside') return null
  return { title: '通讯录只给本单位成员看', hint: '如果你是本单位成员，请到“工作台”验证身份。' }
}

/** The rows above the colleagues; none for people who are no members. */
export const entriesFor = (person: Me | undefined): Entry[] =>
  person?.state !== 'active' || closureFor(person)
    ? []
    : person.duties?.includes('directory.admin')
      ? [...EVERYBODY, ...ADMINISTRATORS]
      : EVERYBODY
