/** Every way a request can be refused. The key is the code on the wire, the value is what the user reads. */
export const REFUSALS = {
  NOT_MEMBER: '你还不是本单位成员，请先加入',
  FROZEN: '你的账号已被冻结，请联系管理员',
  FORBIDDEN: '你没有权限进行此操作',
  INVALID_INPUT: '填写的内容有误，请检查后重试',
  NOT_FOUND: '内容不存在或已被删除',
  CONFLICT: '内容刚刚被他人更新，请刷新后重试',
  OVER_CAPACITY: '人数超过了可容纳的数量',
  TOO_OFTEN: '操作太频繁，请稍后再试',
  INTERNAL: '系统开小差了，请稍后再试',

  NO_WECHAT: '请在微信里打开小程序，再进行此操作',
  ALREADY_JOINED: '这个微信已经加入过了',
  ALREADY_REGISTERED: '这个账号、手机号或邮箱已属于另一位成员',
  ALREADY_APPLIED: '你的加入申请正在等待审核，请不要重复提交',
  CODE_WRONG: '验证码不正确，请核对后重新输入',
  CODE_EXPIRED: '验证码已失效，请重新获取',
  NOT_ON_ROSTER: '没有找到登记的成员，可以提交加入申请',
  CHANNEL_DOWN: '暂时发不出去，请稍后再试或换一种方式',
  CONTACT_REQUIRED: '微信号、手机、邮箱至少填一项',
  FILE_UNUSABLE: '文件打不开，或者格式、大小不符合要求',
  DEPARTMENT_NOT_EMPTY: '部门里还有成员或下级部门，请先移走',
  DEPARTMENT_NAME_TAKEN: '同一级里已有同名的部门',
  DEPARTMENT_LOOP: '不能把部门移到它自己或下级部门里',
  TOO_MANY_DEPARTMENTS: '部门数量已达上限',
  LAST_ADMINISTRATOR: '至少要保留一位系统管理员',
  ADMINISTRATOR_EXISTS: '已经有系统管理员了，请由系统管理员授权',
  BEYOND_OWN_RIGHTS: '不能授予超出自己的权限',
  IMPORT_WRONG_STATE: '这次导入当前的状态不支持该操作',
  SYNC_NOT_CONFIGURED: '还没有配置人事系统的接口地址',
  SYNC_HELD: '这次同步会移除太多成员，请核对后放行',
  SECRET_WRONG: '管理密钥不正确，或者没有设置',

  REPAIR_WRONG_STATE: '工单当前的状态不支持该操作',
  REPAIR_NOT_YOURS: '这一步要由别人来做',
  REPAIR_OWN_WORK: '不能评价自己的维修',
  PLACE_REQUIRED: '请说明在哪里',
  WORKER_UNAVAILABLE: '这位师傅现在不能接这张单',
  STOCK_SHORT: '库存不够',

  ROOM_TAKEN: '这个时段刚被别人预订了',
  ROOM_CLOSED: '会议室在这个时段不开放',
  ROOM_PAST: '开始时间已经过去，请选择将来的时间',
  ROOM_TOO_FAR: '超出了可提前预订的天数',
  ROOM_OFF_GRID: '开始时间不在会议室的可选时刻上',
  ROOM_TOO_SHORT: '时长短于会议室的最短预订时长',
  ROOM_TOO_LONG: '时长超过会议室的最长预订时长',
  ROOM_WRONG_STATE: '预订当前的状态不支持该操作',
  ROOM_HAS_BOOKINGS: '停用时段内还有预订，请确认是否一并取消',
} as const

export type RefusalCode = keyof typeof REFUSALS

export interface RefusalInfo {
  /** Path of the input field that is at fault, such as `page.size`. */
  field?: string
  /** What helps the caller go on, such as the alternatives to a room that is taken. */
  details?: unknown
}

/** A request that is answered with a code instead of data. Anything else that is thrown is a fault of ours. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly info: RefusalInfo = {},
  ) {
    super(code)
    this.name = 'Refusal'
  }
}

/** Ends the request with `code`. */
export function refuse(code: RefusalCode, info?: RefusalInfo): never {
  throw new Refusal(code, info)
}
