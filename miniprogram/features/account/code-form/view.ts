import { CODE } from '../../../contract/account'
import { Refusal } from '../../../contract/kernel/errors'
import { explain } from '../../../ui/phase'

export type Channel = 'sms' | 'mail'

/** The words of each way to get a code. */
export const CHANNELS: Record<
  Channel,
  { tab: string; label: string; placeholder: string; keyboard: string }
> = {
  sms: { tab: '短信验证码', label: '手机号', placeholder: '11 位手机号', keyboard: 'number' },
  mail: { tab: '邮箱验证码', label: '邮箱', placeholder: '邮箱地址', keyboard: 'text' },
}

/** The words of the button beside the address. */
export function sendWords(secondsLeft: number, sent: boolean): string {
  if (secondsLeft > 0) return `${secondsLeft} 秒后重发`
  return sent ? '重新获取' : '获取验证码'
}

/**
 * The sentence after a code was requested. Mails reach registered addresses alone, and it
 * must not reveal which these are.
 */
export const sentWords = (channel: Channel, address: string, minutes: number): string =>
  channel === 'sms'
    ? `系统已向 ${address} 发送一条短信，请填写短信中的验证码，${minutes} 分钟内有效。`
    : `如果 ${address} 是登记过的邮箱，验证码已经发出，请到邮箱查看，${minutes} 分钟内有效。`

/** Whether the person can join as an outsider after giving their name, because their number is on no roster. */
export const wantsName = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'NOT_ON_ROSTER' && error.info.field === 'name'

/** The field of the form that a refusal is about; empty where it is about none. */
export const faultyField = (error: unknown): string =>
  error instanceof Refusal ? (error.info.field ?? '') : ''

/** The reason of a refusal, in words. */
export function problemOf(error: unknown, channel: Channel): string {
  if (wantsName(error))
    return '这个手机号没有登记为本单位成员。填写姓名就能以校外人员身份报修；本单位的人请提交加入申请。'
  if (!(error instanceof Refusal) || error.code !== 'INVALID_INPUT') return explain(error).message
  if (error.info.field === 'code') return `请填写 ${CODE.digits} 位数字的验证码`
  if (error.info.field === 'name') return '请填写真实姓名，20 个字以内'
  return channel === 'sms' ? '请填写 11 位手机号' : '请填写正确的邮箱地址'
}
