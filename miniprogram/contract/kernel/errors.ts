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
