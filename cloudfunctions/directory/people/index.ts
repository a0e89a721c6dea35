import type { directory } from '#contract/directory'
import type { Handlers } from '../../kernel/serve'

export const people = {} as Pick<
  Handlers<typeof directory>,
  'tree' | 'department' | 'search' | 'person' | 'reveal' | 'colleagues' | 'addColleague' | 'removeColleague'
>
