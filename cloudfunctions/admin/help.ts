import type { admin } from '#contract/admin'

interface Help {
  /** The operation's effect, in words for the administrator who runs it. */
  what: string
  /** An input to start from. */
  example: object
}

/**
 * Help for every operation; the examples name people of the seeded university and are also the prepared test events.
 */
export const HELP: Record<keyof (typeof admin)['ops'], Help> = {
  help: {
    what: '列出全部操作，什么都不改。每个事件都要带上 secret：环境变量 ADMIN_SECRET 的值',
    example: {},
  },
  firstAdministrator: {
    what: '还没有系统管理员时，让这个账号（工号）的成员成为第一位，并管理通讯录',
    example: { account: '10010' },
  },
  import: {
    what: '导入花名册，运行一次走一步：先用 fileId 检查，确认无误后用返回的 id 作 importId，反复运行到 state 为 applied；state 为 held 时先核对 warnings，再加上 "release": true；加上 "undo": true 则反复运行到 undone。文件要先上传到 incoming/console/ 下',
    example: { fileId: 'cloud://weoffice-local.7765-weoffice-local-1250000000/incoming/console/roster.xlsx' },
  },
  grantDuty: {
    what: '授予一项职责；scope 是部门 id，* 表示全部；加上 "remove": true 则收回',
    example: { id: 't-su', duty: 'room.admin', scope: ['*'] },
  },
  freeze: { what: '立即冻结一位成员', example: { id: 'm-50', reason: '手机丢失' } },
  why: {
    what: '说明一位成员为什么能、或者不能做某件事',
    example: { memberId: 't-su', function: 'room', op: 'approve', departmentId: 'cs' },
  },
  lint: {
    what: '检查控制台里手工填写的数据：字段名和类型是否正确。返回 next 时，把它填到 page.after 再运行',
    example: { page: {} },
  },
  retryMessages: { what: '把发送失败的消息全部重新排队', example: {} },
  exportPerson: { what: '导出一位成员的全部个人数据，返回会过期的下载地址', example: { id: 's-chen' } },
  erasePerson: { what: '七天后删除一位成员的个人数据，期间本人可以撤回', example: { id: 'm-49' } },
}
