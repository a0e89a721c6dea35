import type { account, JoinRequestView } from '../../../contract/account'
import { Refusal } from '../../../contract/kernel/errors'
import type { Sent } from '../../../contract/kernel/rpc'
import { explain } from '../../../ui/phase'

const FIELDS = ['name', 'account', 'post', 'phone', 'mail', 'reason'] as const
type Field = (typeof FIELDS)[number]

/** What is written so far; the department is the only one chosen, or none yet. */
export type Form = Record<Field, string> & { department: string[] }

/** What was written the last time is written again. */
export const formOf = (before?: JoinRequestView): Form => ({
  ...(Object.fromEntries(FIELDS.map(field => [field, before?.[field] ?? ''])) as Record<Field, string>),
  department: before ? [before.departmentId] : [],
})

/** The request; what is empty is left out. */
export function inputOf({
  name,
  account: number,
  post,
  department,
  ...rest
}: Form): Sent<(typeof account)['ops']['apply']> {
  const { phone, mail, reason } = rest
  return {
    ...{ name: name.trim(), account: number.trim(), post: post.trim(), departmentId: department[0]! },
    ...(phone.trim() && { phone: phone.trim() }),
    ...(mail.trim() && { mail: mail.trim() }),
    ...(reason.trim() && { reason: reason.trim() }),
  }
}

const PROBLEMS: Record<string, string> = {
  name: '请填写姓名，20 个字以内',
  account: '工号或学号是字母、数字、点、横线，40 个以内',
  post: '职务请在 30 个字以内',
  phone: '手机号是 11 位数字',
  mail: '邮箱地址不正确',
  reason: '申请理由请在 200 个字以内',
  departmentId: '请选择部门',
}

/** What is missing, in words; nothing when it can be sent. */
export function formProblem({ name, account: number, department, phone, mail }: Form): string | undefined {
  if (!name.trim()) return PROBLEMS.name
  if (!number.trim()) return '请填写工号或学号'
  if (!department.length) return PROBLEMS.departmentId
  return phone.trim() || mail.trim() ? undefined : '手机和邮箱至少填一项，方便管理员核对'
}

/** What was refused, in words. */
export const problemOf = (error: unknown): string =>
  (error instanceof Refusal && PROBLEMS[error.info.field ?? '']) || explain(error).message
