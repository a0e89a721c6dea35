import { MEMBER_KIND } from '#contract/account'
import { DUTIES } from '#contract/features/index'
import { get } from './api'
import { chooser } from './dom'

export interface Persona {
  id: string
  name: string
  roles: string[]
  openid: string
}

/** Names of the roles in the seeded organisation. */
const ROLES: Record<string, string> = { ...MEMBER_KIND, ...DUTIES, frozen: '已冻结', stranger: '未开通' }

export const roleName = (role: string): string => ROLES[role] ?? role

export const personas = (): Promise<Persona[]> => get('/local/personas')

/** Makes the chooser of the caller; the empty value stands for no person, as in WeChat's console. */
export function personaChooser(everybody: Persona[]): HTMLSelectElement {
  const named = everybody.map(({ id, name, roles }): [string, string] => [
    id,
    `${name} · ${roles.map(roleName).join('、')}`,
  ])
  return chooser([['', '无身份（微信控制台里就是这样）'], ...named], '')
}
