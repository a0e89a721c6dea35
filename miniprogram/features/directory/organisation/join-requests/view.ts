import { CONTACT, type JoinRequestView, MEMBER_KIND } from '../../../../contract/account'
import type { Department } from '../../../../contract/directory'
import type { ActionSpec } from '../../../../ui/action-sheet/spec'
import { dayWords } from '../../../../ui/date-words'
import type { ModalWords } from '../../../../ui/send'

/** A request to join as an administrator reads it. */
export interface Card {
  id: string
  name: string
  lines: { label: string; value: string }[]
  when: string
  version: number
}

export const cardOf =
  (departments: readonly Department[], now: number) =>
  ({
    id,
    name,
    departmentId,
    post,
    account,
    phone,
    mail,
    outside,
    reason,
    at,
    version,
  }: JoinRequestView): Card => ({
    id,
    name,
    when: `${dayWords(Date.parse(at), now)} 提交`,
    version,
    lines: [
      {
        label: '部门',
        value: departments.find(department => department.id === departmentId)?.name ?? '已删除的部门',
      },
      { label: '职务', value: post },
      { label: '工号/学号', value: account },
      { label: '现在的身份', value: outside ? MEMBER_KIND.outside : '' },
      { label: CONTACT.phone, value: phone ? `${phone}（未验证）` : '' },
      { label: CONTACT.mail, value: mail ? `${mail}（未验证）` : '' },
      { label: '理由', value: reason ?? '' },
    ].filter(({ value }) => value),
  })

export const REFUSE: ActionSpec = {
  title: '不通过申请',
  hint: '申请人会看到你写的原因，可以改好后再申请。',
  placeholder: '原因，例如：工号/学号与姓名不符',
  confirm: '不通过',
  theme: 'danger',
  words: 'required',
}

export const acceptWords = (name: string): ModalWords => ({
  title: '通过申请',
  content: `${name}马上就能以本单位成员的身份使用。请确认你认识这个人。`,
  confirmText: '通过',
})
