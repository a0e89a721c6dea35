import type { admin } from '#contract/admin'
import type { Fixtures } from '../make/fixtures'
import { access, budget } from './access'
import { writes } from './writes'

export const fixtures: Fixtures<typeof admin> = {
  access,
  budget,
  writes,
  sample: {
    firstAdministrator: { account: 'x-1' },
    import: { importId: 'no-such-thing' },
    grantDuty: { id: 't-su', duty: 'room.admin', scope: ['*'] },
    freeze: { id: 't-su' },
    why: { memberId: 't-lin', function: 'room', op: 'approve' },
    exportPerson: { id: 't-su' },
  },
  lookedFor: ['grantDuty scope.0', 'why function', 'why op'],
}
