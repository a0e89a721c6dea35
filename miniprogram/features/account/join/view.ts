import { JOIN_REQUEST_STATE, type Joining, type Me, PRIVACY_VERSION } from '../../../contract/account'
import { Refusal } from '../../../contract/kernel/errors'
import { explain } from '../../../ui/phase'

/** The state of the person's join request, in words; null without one. */
export function joinRequestWords({ joinRequest }: Joining): { title: string; hint: string } | null {
  if (!joinRequest) return null
  const { state, answer } = joinRequest
  const hint = {
    pending: '管理员审核后，这里会显示结果。',
    accepted: '申请已经通过，下拉工作台刷新即可使用；也可以用登记的手机号或邮箱验证。',
    refused: answer ? `审核意见：${answer}。可以修改后再次提交。` : '可以修改后再次提交。',
  }[state]
  return { title: `加入申请：${JOIN_REQUEST_STATE[state]}`, hint }
}

/** The reason why the phone button failed, in words. */
export function buttonProblem(error: unknown): string {
  if (error instanceof Refusal && error.code === 'NOT_ON_ROSTER')
    return '微信绑定的手机号没有登记为本单位成员。请用登记的手机号或邮箱验证，或提交加入申请；校外人员请用短信验证码。'
  if (error instanceof Refusal && error.code === 'CODE_EXPIRED') return '没有取到手机号，请再点一次。'
  return explain(error).message
}

/** The greeting after joining, and whether the privacy notice is still to be agreed to. */
export const doneWords = (me: Me) => ({
  title: me.kind === 'outside' ? '你已以校外人员身份加入' : '你已成功加入',
  name: me.name ?? '',
  asksConsent: me.consent !== PRIVACY_VERSION,
})
