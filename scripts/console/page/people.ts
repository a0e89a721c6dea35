import { get } from './api'
import { chooser } from './dom'

export interface Persona {
  id: string
  name: string
  roles: string[]
  openid: string
}

/** What the roles of the seeded organisation are called. */
const ROLES: Record<string, string> = {
  staff: '教职工',
  student: '学生',
  worker: '后勤人员',
  outside: '校外人员',
  frozen: '已冻结',
  stranger: '未开通',
  'system.admin': '系统管理员',
  'directory.admin': '通讯录管理员',
  'room.admin': '会议室管理员',
  'repair.dispatcher': '维修调度员',
  'repair.worker': '维修工',
  'repair.keeper': '库房管理员',
  'notice.sender': '通知发送人',
}

export const roleName = (role: string): string => ROLES[role] ?? role

export const personas = (): Promise<Persona[]> => get('/local/personas')

/** Chooses who calls; the empty value is nobody, as in WeChat's console. */
export function personaChooser(everybody: Persona[]): HTMLSelectElement {
  const named = everybody.map(({ id, name, roles }): [string, string] => [
    id,
    `${name} · ${roles.map(roleName).join('、')}`,
  ])
  return chooser([['', '无身份（微信控制台里就是这样）'], ...named], '')
}
