import { type Feature, pagePath } from './feature'

const admin = 'directory.admin'

export const directory = {
  name: 'directory',
  title: '通讯录',
  look: { icon: 'usergroup', colour: 'teal' },
  duties: { 'directory.admin': { title: '通讯录管理员' } },
  audit: {
    saveMember: '保存成员',
    freeze: '冻结',
    unfreeze: '解冻',
    confirmWechat: '确认换绑微信',
    reveal: '查看完整号码',
    decideJoinRequest: '审核申请',
    saveDepartment: '保存部门',
    moveDepartment: '移动部门',
    removeDepartment: '删除部门',
    import: '导入',
    undoImport: '撤销导入',
    releaseSync: '放行同步',
    saveSync: '修改同步设置',
    invite: '群发邀请',
    clash: '填到他人的号码',
  },
  refusals: {
    CONTACT_REQUIRED: '微信号、手机、邮箱至少填一项',
    DEPARTMENT_NOT_EMPTY: '部门里还有成员或下级部门，请先移走',
    DEPARTMENT_NAME_TAKEN: '同一级里已有同名的部门',
    DEPARTMENT_NAME_FIXED: '这个部门的名称只能由上一级部门的管理员修改',
    DEPARTMENT_LOOP: '不能把部门移到它自己或下级部门里',
    DEPARTMENT_TOO_DEEP: '部门最多 8 级，请放到上面的级别里',
    TOO_MANY_DEPARTMENTS: '部门数量已达上限',
    IMPORT_WRONG_STATE: '这次导入当前的状态不支持该操作',
    SYNC_NOT_CONFIGURED: '还没有配置人事系统的接口地址',
    SYNC_HELD: '这次同步的改动比平常大，请核对后放行',
    IMPORT_HELD: '这次导入的改动比平常大，请核对后再导入',
  },
  todos: {
    'directory.joinRequest': '审核加入申请',
    'directory.import': '核对导入',
    'directory.setUp': '开始使用',
  },
  sections: [
    {
      title: '管理',
      order: 90,
      tiles: [
        {
          id: 'admin',
          icon: 'control-platform',
          text: '管理后台',
          page: pagePath('directory/organisation/admin'),
          for: [admin, 'system.admin'],
          counts: ['directory.joinRequest', 'directory.import', 'directory.setUp'],
        },
      ],
    },
  ],
  administration: [
    {
      id: 'members',
      icon: 'user-list',
      title: '成员',
      about: '新增、编辑、冻结',
      page: pagePath('directory/organisation/members'),
      duty: admin,
    },
    {
      id: 'departments',
      icon: 'tree-round-dot',
      title: '部门',
      about: '新建、改名、移动',
      page: pagePath('directory/organisation/departments'),
      duty: admin,
    },
    {
      id: 'join-requests',
      icon: 'user-add',
      title: '加入申请',
      about: '审核谁可以加入',
      page: pagePath('directory/organisation/join-requests'),
      duty: admin,
    },
    {
      id: 'imports',
      icon: 'upload',
      title: '导入',
      about: '用表格更新花名册',
      page: pagePath('directory/imports/imports'),
      duty: admin,
    },
    {
      id: 'sync',
      icon: 'refresh',
      title: '同步',
      about: '与人事系统保持一致',
      page: pagePath('directory/imports/sync'),
      duty: admin,
    },
    {
      id: 'invite',
      icon: 'qrcode',
      title: '邀请',
      about: '小程序码和群发邮件',
      page: pagePath('directory/imports/invite'),
      duty: admin,
    },
  ],
  questions: [
    { text: '查看通讯录', op: 'search', place: false },
    { text: '编辑、冻结成员', op: 'saveMember', place: true },
    { text: '新建、移动部门', op: 'saveDepartment', place: true },
    { text: '审核加入申请', op: 'decideJoinRequest', place: true },
    { text: '导入花名册', op: 'importCheck', place: false },
  ],
} as const satisfies Feature

/** The pages that other places lead to. */
export const directoryPages = {
  search: pagePath('directory/people/search'),
  departments: pagePath('directory/people/department'),
  person: (id: string): string => `${pagePath('directory/people/person')}?id=${id}`,
  admin: pagePath('directory/organisation/admin'),
  joinRequests: pagePath('directory/organisation/join-requests'),
  sync: pagePath('directory/imports/sync'),
  newMember: (department: string): string =>
    `${pagePath('directory/organisation/member-edit')}?department=${department}`,
  member: (id: string): string => `${pagePath('directory/organisation/member-edit')}?id=${id}`,
  imports: pagePath('directory/imports/imports'),
  /** `complete` where the sheet was said to name everybody, so that the next try says so, too. */
  import: (id: string, complete = false): string =>
    `${pagePath('directory/imports/import')}?id=${id}${complete ? '&complete=1' : ''}`,
} as const
