import { FEATURE_REFUSALS, type FeatureRefusal } from '../features/index'

/** Codes that every feature shares. */
const COMMON = {
  NOT_MEMBER: '你还不是本单位成员，请先加入',
  FROZEN: '你的账号已被冻结，请联系管理员',
  FORBIDDEN: '你没有权限进行此操作',
  INVALID_INPUT: '填写的内容有误，请检查后重试',
  NOT_FOUND: '内容不存在或已被删除',
  CONFLICT: '内容刚刚被他人更新，请刷新后重试',
  OVER_CAPACITY: '人数超过了可容纳的数量',
  TOO_OFTEN: '操作太频繁，请稍后再试',
  FILE_UNUSABLE: '文件打不开，或者格式、大小不符合要求',
  INTERNAL: '系统开小差了，请稍后再试',
} as const

export type RefusalCode = keyof typeof COMMON | FeatureRefusal

/** Error code, as the wire carries it → the sentence shown to the user. */
export const REFUSALS: Record<RefusalCode, string> = { ...COMMON, ...FEATURE_REFUSALS }

export interface RefusalInfo {
  /** Path of the faulty input field, such as `page.size`. */
  field?: string
  /** Data that helps the caller continue, such as alternatives to a room that is taken; documented by the operation. */
  details?: unknown
}

/** Answers a request with an error code. Any other exception is a bug of ours and is reported as INTERNAL. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly info: RefusalInfo = {},
  ) {
    super(code)
    this.name = 'Refusal'
  }
}

/**
 * Ends the request with `code`.
 * @throws Refusal always
 */
export function refuse(code: RefusalCode, info?: RefusalInfo): never {
  throw new Refusal(code, info)
}
