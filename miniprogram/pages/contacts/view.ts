import type { Me } from '../../contract/account'

/** A way from the contacts to a page. */
export interface Door {
  id: string
  icon: string
  text: string
  url: string
}

const EVERYBODY: Door[] = [
  {
    id: 'browse',
    icon: 'tree-square-dot',
    text: '按部门浏览',
    url: '/features/directory/department/department',
  },
]

const ADMINISTRATORS: Door[] = [
  { id: 'members', icon: 'usergroup', text: '成员管理', url: '/features/directory/members/members' },
  { id: 'departments', icon: 'fork', text: '部门管理', url: '/features/directory/departments/departments' },
  {
    id: 'applications',
    icon: 'user-add',
    text: '加入申请',
    url: '/features/directory/applications/applications',
  },
]

/** What stands above the colleagues; nothing for who is no member. */
export const doors = (person: Me | undefined): Door[] =>
  person?.state !== 'active'
    ? []
    : person.duties?.includes('directory.admin')
      ? [...EVERYBODY, ...ADMINISTRATORS]
      : EVERYBODY
