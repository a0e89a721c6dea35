import type { directory } from '#contract/directory'
import type { Handlers } from '../../kernel/serve'

export const organisation = {} as Pick<
  Handlers<typeof directory>,
  | 'applications'
  | 'decide'
  | 'saveMember'
  | 'saveDepartment'
  | 'moveDepartment'
  | 'removeDepartment'
  | 'freeze'
  | 'unfreeze'
>
