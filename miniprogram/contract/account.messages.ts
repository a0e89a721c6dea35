import { CODE, PROOF, type Proof, type ProofsChanged } from './account'
import { dateOf } from './kernel/time'

/** Text of the mail that carries a verification code. */
export const CODE_MAIL = {
  subject: '微办公验证码',
  text: (code: string) =>
    `你的验证码是 ${code}，${CODE.minutes} 分钟内有效，请勿转告他人。如果不是你本人操作，请忽略这封邮件。`,
}
export const REBOUND = {
  title: '微信绑定已更换',
  text: '你的账号刚刚通过验证码换绑了另一个微信，原来的微信不能再使用。如果不是你本人操作，请立即联系管理员冻结账号。',
}

/** Message about another WeChat that waits for a second proof. */
export const WECHAT_ASKED = {
  title: '有人申请把你的账号换到另一个微信',
  text: '对方已用一个验证码通过了第一次验证。是你本人，请在“个人信息”页点“同意换绑”；不是你本人，请点“拒绝”并联系管理员。',
}
export const WECHAT_CONFIRMED = {
  title: '管理员确认了你的新微信',
  text: (by: string) =>
    `${by}确认了换绑，新的微信再验证一次后就会生效。如果不是你本人操作，请立即联系管理员冻结账号。`,
}

/** Message to administrators about a request to join. */
export const JOIN_ASKED = { title: '有新的加入申请', text: '有人申请加入你管理的部门，请核对后决定' }

/** Message about a scheduled erasure, to the person. */
export const ERASING = {
  title: '你的个人数据将被删除',
  text: (on: string, by: string) =>
    `${by}申请了删除你的个人数据，将于 ${on} 执行。在此之前可以在“隐私”页撤回。如果不是你本人的意思，请立即联系管理员。`,
}

/** `手机、邮箱最近由高砚秋于 2026-03-01 修改`, for those who decide on the person's rights. */
export const proofsChangedWords = ({ at, by, fields }: ProofsChanged): string =>
  `${proofWords(fields)}最近由${by}于 ${dateOf(Date.parse(at))} 修改`

export const proofWords = (fields: readonly Proof[]): string => fields.map(field => PROOF[field]).join('、')

/** Message about a change of account, phone or mail; sent to the former address, too. */
export const PROOFS_CHANGED = {
  title: '登录信息已被修改',
  text: (changes: string, by: string) =>
    `${by}修改了你的${changes}。如果你不知情，请立即联系管理员冻结账号。`,
}

/** The question to a person from outside, and the answer to the administrator who asked. */
export const OFFER_MESSAGES = {
  asked: {
    title: '请确认你的身份',
    text: (by: string, place: string) =>
      `${by}把你登记为「${place}」的成员。是你本人并且愿意加入，请确认；否则请选择不同意。确认之前，对方看不到也改不了你的信息。`,
  },
  accepted: { title: '成员已确认', text: (name: string) => `${name}已确认加入。` },
  declined: { title: '成员未同意', text: (name: string) => `${name}没有同意加入，信息没有变动。` },
}
