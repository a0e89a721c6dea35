import type { directory } from '#contract/directory'
import type { Handlers } from '../../kernel/serve'
import { audit } from './audit-log'
import { grantDuty } from './duties'
import { groups } from './groups'
import { why } from './why'

export { syncOpenGroups } from './group-store'

export const rights: Pick<
  Handlers<typeof directory>,
  'groups' | 'group' | 'saveGroup' | 'removeGroup' | 'why' | 'grantDuty' | 'audit'
> = { ...groups, why, grantDuty, audit }
