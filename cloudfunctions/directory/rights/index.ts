import type { directory } from '#contract/directory'
import type { Handlers } from '../../kernel/serve'

export const rights = {} as Pick<
  Handlers<typeof directory>,
  'groups' | 'saveGroup' | 'removeGroup' | 'why' | 'grantDuty' | 'audit'
>
