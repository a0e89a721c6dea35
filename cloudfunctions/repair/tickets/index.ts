import type { repair } from '#contract/repair'
import type { Handlers } from '../../kernel/serve'

export const tickets = {} as Pick<
  Handlers<typeof repair>,
  | 'create'
  | 'get'
  | 'mine'
  | 'cancel'
  | 'reopen'
  | 'rate'
  | 'atPlace'
  | 'queue'
  | 'counts'
  | 'accept'
  | 'refuse'
  | 'dispatch'
  | 'note'
  | 'tasks'
  | 'start'
  | 'abandon'
  | 'finish'
>
