import type { directory } from '#contract/directory'
import type { Handlers } from '../../kernel/serve'
import { decide, list } from './applications'
import { departments } from './departments'
import { freezing } from './freezing'
import { saveMember } from './members'

export const organisation: Pick<
  Handlers<typeof directory>,
  | 'applications'
  | 'decide'
  | 'saveMember'
  | 'saveDepartment'
  | 'moveDepartment'
  | 'removeDepartment'
  | 'freeze'
  | 'unfreeze'
> = { applications: list, decide, saveMember, ...departments, ...freezing }
