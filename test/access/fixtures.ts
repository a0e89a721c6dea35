import type { access as contract } from '#contract/access'
import type { Fixtures } from '../make/fixtures'
import { access, budget, scope } from './access'
import { pages } from './pages'
import { timerWork } from './timer-work'
import { reads, writes } from './writes'

export const fixtures: Fixtures<typeof contract> = {
  access,
  budget,
  scope,
  writes,
  reads,
  timerWork,
  pages,
  personas: { 'system.admin': 'a-system' },
  sample: {
    why: { memberId: 't-lin', function: 'room', op: 'approve' },
    saveGroup: {
      name: '会务组',
      members: ['t-su'],
      rights: [{ application: 'room', manage: true }],
      scope: ['cs'],
    },
    grantDuty: { id: 't-su', duty: 'room.admin', scope: ['*'] },
  },
  lookedFor: ['why function', 'why op'],
}
