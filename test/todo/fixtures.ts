import type { todo } from '#contract/todo'
import type { Fixtures } from '../make/fixtures'
import { access, budget } from './access'
import { writes } from './writes'

export const fixtures: Fixtures<typeof todo> = { access, budget, writes }
