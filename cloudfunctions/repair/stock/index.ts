import type { repair } from '#contract/repair'
import type { Handlers } from '../../kernel/serve'

export const stock = {} as Pick<
  Handlers<typeof repair>,
  'prepare' | 'issue' | 'return' | 'stock' | 'restock' | 'saveMaterial'
>
