import type { todo } from '#contract/todo'
import type { Fixtures } from '../make/fixtures'
import { access, budget } from './access'
import { pages } from './pages'
import { writes } from './writes'

export const fixtures: Fixtures<typeof todo> = { access, budget, writes, pages }
