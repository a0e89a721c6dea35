import type { message } from '#contract/message'
import type { Fixtures } from '../make/fixtures'
import { access, budget, scope } from './access'
import { pages } from './pages'
import { timerWork } from './timer-work'
import { writes } from './writes'

export const fixtures: Fixtures<typeof message> = {
  access,
  budget,
  scope,
  writes,
  timerWork,
  pages,
  lookedFor: ['consented templates.0', 'readPage page'],
}
