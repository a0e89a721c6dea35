import { type Feature, pagePath } from './feature'

const system = 'system.admin'

export const access = {
  name: 'access',
  title: '权限',
  look: { icon: 'secured', colour: 'violet' },
  duties: { 'system.admin': { title: '系统管理员' } },
  audit: {
    saveGroup: '保存管理组',
    removeGroup: '删除管理组',
    grantDuty: '授予职责',
    revokeDuty: '收回职责',
  },
  refusals: {
    LAST_ADMINISTRATOR: '至少要保留一位系统管理员',
    ADMINISTRATOR_EXISTS: '已经有系统管理员了，请由系统管理员授权',
    BEYOND_OWN_RIGHTS: '不能授予超出自己的权限',
    SECRET_WRONG: '管理密钥不正确，或者没有设置',
  },
  administration: [
    {
      id: 'audit',
      icon: 'history',
      title: '操作记录',
      about: '谁在什么时候做了什么',
      page: pagePath('access/audit'),
      duty: 'directory.admin',
    },
    {
      id: 'groups',
      icon: 'usergroup',
      title: '管理组',
      about: '把权限成组地交给几个人',
      page: pagePath('access/groups'),
      duty: system,
    },
    {
      id: 'why',
      icon: 'help-circle',
      title: '查权限',
      about: '某人能不能做某件事，为什么',
      page: pagePath('access/explain-access'),
      duty: system,
    },
  ],
  questions: [
    { text: '查看操作记录', op: 'audit', place: false },
    { text: '设置管理组', op: 'saveGroup', place: true },
  ],
} as const satisfies Feature

/** The pages that other places lead to; the form of a new group has no id. */
export const accessPages = {
  newGroup: pagePath('access/group-edit'),
  group: (id: string): string => `${pagePath('access/group-edit')}?id=${id}`,
} as const
