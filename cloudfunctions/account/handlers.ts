import type { account } from '#contract/account'
import type { Handlers } from '../kernel/serve'
import { joinRequestHandlers } from './join-request'
import { joining } from './joining'
import { meOf } from './me'
import { offerHandlers } from './membership-offers'
import { privacy } from './privacy'
import { profile } from './profile'
import { decideWechat } from './wechat-request'

export const handlers: Handlers<typeof account> = {
  me: (_, { actor }) => meOf(actor),
  ...joining,
  ...joinRequestHandlers,
  ...offerHandlers,
  ...profile,
  ...privacy,
  decideWechat,
}
