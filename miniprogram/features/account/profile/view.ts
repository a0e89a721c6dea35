import {
  ACCOUNT_LABEL,
  type account,
  CONTACT,
  type Contact,
  MEMBER_KIND,
  type Me,
  VISIBILITY,
  type Visibility,
} from '../../../contract/account'
import type { Department } from '../../../contract/directory'
import { Refusal } from '../../../contract/kernel/errors'
import type { Sent } from '../../../contract/kernel/rpc'
import { explain } from '../../../ui/phase'
import type { ModalWords } from '../../../ui/send'

const VISIBILITIES = Object.keys(VISIBILITY) as Visibility[]
export const VISIBILITY_WORDS = VISIBILITIES.map(visibility => VISIBILITY[visibility])

/** These two are proved by a code; the others are simply written. */
const PROVED: Contact[] = ['phone', 'mail']

export interface ContactLine {
  id: Contact
  label: string
  value: string
  /** The circle of people that sees it: its place in the list of visibilities. */
  visibility: number
  proved: boolean
}

/** The person's contacts, each with who sees it. */
export const contactLines = ({ contacts = {}, shows }: Me): ContactLine[] =>
  (Object.keys(CONTACT) as Contact[]).map(id => ({
    id,
    label: CONTACT[id],
    value: contacts[id] ?? '',
    proved: PROVED.includes(id),
    visibility: VISIBILITIES.indexOf(shows?.[id] ?? 'nobody'),
  }))

/** The facts that are the organisation's to say, and not the person's. */
export function facts(me: Me, departments: readonly Department[]): { label: string; value: string }[] {
  const names = (me.departments ?? []).map(
    id => departments.find(department => department.id === id)?.name ?? '',
  )
  return [
    { label: '姓名', value: me.name ?? '' },
    { label: ACCOUNT_LABEL[me.kind ?? 'staff'], value: me.account ?? '' },
    { label: '身份', value: me.kind ? MEMBER_KIND[me.kind] : '' },
    { label: '部门', value: names.filter(Boolean).join('、') },
    { label: '职务', value: (me.posts ?? []).join('、') },
  ].filter(({ value }) => value)
}

/** The request: what is written, and who sees what. */
export function inputOf(lines: ContactLine[]): Sent<(typeof account)['ops']['update']> {
  const values = lines.filter(({ proved }) => !proved).map(({ id, value }) => [id, value.trim()])
  const shows = lines.map(({ id, visibility }) => [id, VISIBILITIES[visibility]])
  return { ...Object.fromEntries(values), shows: Object.fromEntries(shows) }
}

const PROBLEMS: Record<string, string> = {
  qq: 'QQ 号是 5 到 12 位数字',
  office: '办公电话请在 40 个字以内',
  wechat: '微信号请在 40 个字以内',
  fileId: '头像要用 jpg 或 png 图片，2 MB 以内',
}

/** The reason of a refusal, in words. */
export const problemOf = (error: unknown): string =>
  (error instanceof Refusal && PROBLEMS[error.info.field ?? '']) || explain(error).message

/** The other WeChat that asks to take the place of this one, in words; null without one. */
export const askedWords = ({ wechatRequest }: Me) =>
  wechatRequest
    ? {
        title: wechatRequest.confirmed ? '已同意换绑到另一个微信' : '另一个微信申请换绑你的账号',
        hint: wechatRequest.confirmed
          ? '新的微信再验证一次后，这个微信就不能再使用。'
          : '对方已通过一次验证。是你本人换微信，请同意；不是你本人，请拒绝并联系管理员。',
        confirmed: wechatRequest.confirmed,
      }
    : null

export const WECHAT_QUESTION: Record<'true' | 'false', ModalWords> = {
  true: {
    title: '同意换绑',
    content: '同意后，新的微信再验证一次就会取代这个微信。',
    confirmText: '同意',
  },
  false: {
    title: '拒绝换绑',
    content: '这次申请作废，你的账号仍绑定这个微信。',
    confirmText: '拒绝',
  },
}
