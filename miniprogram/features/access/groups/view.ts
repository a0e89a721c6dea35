import type { GroupView } from '../../../contract/access'
import type { Department } from '../../../contract/directory'
import { GRANTABLE } from '../../../contract/features/index'

/** A group as its card shows it. */
export interface GroupCard {
  id: string
  name: string
  members: string
  rights: string
  scope: string
}

const SHOWN = 3

/** `高砚秋、林知微、苏青禾等 5 人`. */
export function membersWords(members: GroupView['members']): string {
  if (!members.length) return '还没有成员'
  const names = members
    .slice(0, SHOWN)
    .map(({ name }) => name)
    .join('、')
  return members.length > SHOWN ? `${names}等 ${members.length} 人` : names
}

/** The title of a right: to send or to administer. */
export const rightWords = (application: string, kind: 'send' | 'manage'): string =>
  kind === 'manage' ? '管理' : (GRANTABLE[application]?.sendTitle ?? '发消息')

/** `会议室：管理；通讯录：管理`. */
export function rightsWords({ rights, contacts }: Pick<GroupView, 'rights' | 'contacts'>): string {
  const words = rights.map(({ application, send, manage }) => {
    const title = GRANTABLE[application]?.title ?? application
    const words = [send && rightWords(application, 'send'), manage && rightWords(application, 'manage')]
    return `${title}：${words.filter(Boolean).join('、')}`
  })
  return [...words, contacts && '通讯录：管理'].filter(Boolean).join('；') || '没有权限'
}

/** The departments of a scope by their names, or all of them. */
export const scopeWords = (scope: readonly string[], departments: readonly Department[]): string =>
  scope.includes('*')
    ? '全部部门'
    : scope.map(id => departments.find(one => one.id === id)?.name ?? '已删除的部门').join('、')

export const groupCard =
  (departments: readonly Department[]) =>
  (group: GroupView): GroupCard => ({
    id: group.id,
    name: group.name,
    members: membersWords(group.members),
    rights: rightsWords(group),
    scope: scopeWords(group.scope, departments),
  })
