import type { GroupView } from '../../../contract/access'
import type { Department } from '../../../contract/directory'
import { GRANTABLE } from '../../../contract/features/index'
import type { CardLine, RecordCard } from '../../../ui/record-card/card'

/** The most names in a line. */
const NAMES = 3

/** `高砚秋、林知微、苏青禾等 5 人`. */
function membersWords(members: GroupView['members']): string {
  if (!members.length) return '还没有成员'
  const names = members
    .slice(0, NAMES)
    .map(({ name }) => name)
    .join('、')
  return members.length > NAMES ? `${names}等 ${members.length} 人` : names
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
    : scope.map(id => departments.find(department => department.id === id)?.name ?? '已删除的部门').join('、')

/** A group as its list shows it. */
export const groupCard =
  (departments: readonly Department[]) =>
  (group: GroupView): { id: string; card: RecordCard } => {
    const texts = [
      membersWords(group.members),
      rightsWords(group),
      `范围：${scopeWords(group.scope, departments)}`,
    ]
    const lines = texts.map((text): CardLine => ({ text, tone: 'small' }))
    return { id: group.id, card: { title: group.name, lines, notes: [], buttons: [] } }
  }
