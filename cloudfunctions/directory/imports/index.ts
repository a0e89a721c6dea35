import type { directory } from '#contract/directory'
import type { Handlers } from '../../kernel/serve'

export const imports = {} as Pick<
  Handlers<typeof directory>,
  | 'importCheck'
  | 'importStep'
  | 'importUndo'
  | 'imports'
  | 'syncStatus'
  | 'syncNow'
  | 'syncRelease'
  | 'saveSync'
  | 'invite'
>
