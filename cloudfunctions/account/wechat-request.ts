import type { account } from '#contract/account'
import { refuse } from '#contract/kernel/errors'
import { iso } from '#contract/kernel/time'
import { operationKey } from '../kernel/idempotency'
import type { Handlers } from '../kernel/serve'
import { meOf } from './me'
import { reviseMember } from './member-write'

/**
 * The present WeChat answers the other one.
 * @throws Refusal NOT_FOUND without a request, CONFLICT when it is another than the one that was seen
 */
export const decideWechat: Handlers<typeof account>['decideWechat'] = async ({ at, accept }, context) => {
  const { actor, key } = context
  const { wechatRequest: asked, lastKey } = actor
  // A refusal leaves no request for its repetition to find.
  if (key && lastKey === operationKey('decideWechat', key)) return meOf(actor)
  if (!asked) return refuse('NOT_FOUND')
  // Replies show moments to the second.
  if (iso(asked.at) !== iso(at)) refuse('CONFLICT', { details: { current: await meOf(actor) } })
  const wechatRequest = accept ? { ...asked, confirmed: true as const } : undefined
  return meOf(await reviseMember(actor, 'decideWechat', context, { set: { wechatRequest } }))
}
