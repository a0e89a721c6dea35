import type { access } from '#contract/access'
import type { Handlers } from '../kernel/serve'
import { audit } from './audit-log'
import { grantDuty } from './duties'
import { groups } from './groups'
import { why } from './why'

export const handlers: Handlers<typeof access> = { ...groups, why, grantDuty, audit }
