import type { Me } from '../../../contract/account'
import { DUTIES, type Duty } from '../../../contract/kernel/rpc'

export interface Entry {
  id: string
  icon: string
  title: string
  about: string
  url: string
}

const page = (name: string) => `/features/directory/${name}/${name}`

const FOR: [Duty, Entry[]][] = [
  [
    'directory.admin',
    [
      { id: 'members', icon: 'user-list', title: '成员', about: '新增、编辑、冻结', url: page('members') },
      {
        id: 'departments',
        icon: 'tree-round-dot',
        title: '部门',
        about: '新建、改名、移动',
        url: page('departments'),
      },
      {
        id: 'applications',
        icon: 'user-add',
        title: '加入申请',
        about: '审核谁可以加入',
        url: page('applications'),
      },
      { id: 'imports', icon: 'upload', title: '导入', about: '用表格更新花名册', url: page('imports') },
      { id: 'sync', icon: 'refresh', title: '同步', about: '与人事系统保持一致', url: page('sync') },
      { id: 'invite', icon: 'qrcode', title: '邀请', about: '小程序码和群发邮件', url: page('invite') },
      { id: 'audit', icon: 'history', title: '操作记录', about: '谁在什么时候做了什么', url: page('audit') },
    ],
  ],
  [
    'system.admin',
    [
      {
        id: 'groups',
        icon: 'usergroup',
        title: '管理组',
        about: '把权限成组地交给几个人',
        url: page('groups'),
      },
      {
        id: 'why',
        icon: 'help-circle',
        title: '查权限',
        about: '某人能不能做某件事，为什么',
        url: page('why'),
      },
    ],
  ],
]

/** What this person administers, by duty; nothing for who has none of these duties. */
export const entriesFor = (me: Me): { title: string; entries: Entry[] }[] =>
  FOR.filter(([duty]) => me.duties?.includes(duty)).map(([duty, entries]) => ({
    title: DUTIES[duty],
    entries,
  }))
