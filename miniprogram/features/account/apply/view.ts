import type { account, JoinRequestView } from '../../../contract/account'
import type { Sent } from '../../../contract/kernel/rpc'
import type { Faults } from '../../../ui/form'

const FIELDS = ['name', 'account', 'departmentId', 'post', 'phone', 'mail', 'reason'] as const

/** The form as it is typed. */
export type Form = Record<(typeof FIELDS)[number], string>

/** The form with all that was written the last time. */
export const formOf = (before?: JoinRequestView): Form =>
  Object.fromEntries(FIELDS.map(field => [field, before?.[field] ?? ''])) as Form

/** The request; what is empty is left out. */
export function inputOf(form: Form): Sent<(typeof account)['ops']['apply']> {
  const { phone, mail, reason, ...rest } = Object.fromEntries(
    FIELDS.map(field => [field, form[field].trim()]),
  ) as Form
  return { ...rest, ...(phone && { phone }), ...(mail && { mail }), ...(reason && { reason }) }
}

const SENTENCES: Record<keyof Form, string> = {
  name: '请填写真实姓名，20 个字以内',
  account: '工号/学号是字母、数字、点、横线，40 个以内',
  departmentId: '请选择部门',
  post: '职务请在 30 个字以内',
  phone: '手机号是 11 位数字',
  mail: '邮箱地址不正确',
  reason: '申请理由请在 200 个字以内',
}

const NO_CONTACT = '手机和邮箱至少填一项，方便管理员核对'

/** The faults of the form, by field; the contract checks the rest. */
const faultsOf = ({ name, account: number, departmentId, phone, mail }: Form): Faults<Form> => ({
  ...(!name.trim() && { name: SENTENCES.name }),
  ...(!number.trim() && { account: '请填写工号/学号' }),
  ...(!departmentId && { departmentId: SENTENCES.departmentId }),
  ...(!phone.trim() && !mail.trim() && { phone: NO_CONTACT, mail: NO_CONTACT }),
})

export const RULES = { faultsOf, sentences: SENTENCES }
