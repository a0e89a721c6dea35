import type { directory } from '#contract/directory'
import type { Handlers } from '../../kernel/serve'
import { departments } from './departments'
import { freezing } from './freezing'
import { decideJoinRequest, list } from './join-requests'
import { saveMember } from './members'
import { confirmWechat } from './wechat-request'

export const organisation: Pick<
  Handlers<typeof directory>,
  | 'joinRequests'
  | 'decideJoinRequest'
  | 'saveMember'
  | 'saveDepartment'
  | 'moveDepartment'
  | 'removeDepartment'
  | 'freeze'
  | 'unfreeze'
  | 'confirmWechat'
> = { joinRequests: list, decideJoinRequest, saveMember, ...departments, ...freezing, confirmWechat }
