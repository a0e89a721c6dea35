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
  {
    id: 'admin',
    icon: 'control-platform',
    text: '管理成员、部门和申请',
    url: '/features/directory/admin/admin',
  },
]

/** What stands above the colleagues; nothing for who is no member. */
export const doors = (person: Me | undefined): Door[] =>
  person?.state !== 'active'
    ? []
    : person.duties?.includes('directory.admin')
      ? [...EVERYBODY, ...ADMINISTRATORS]
      : EVERYBODY
