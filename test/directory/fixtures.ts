import type { directory } from '#contract/directory'
import type { Fixtures } from '../make/fixtures'
import { access, budget, scope } from './access'
import { pages } from './pages'
import { timerWork } from './timer-work'
import { reads, writes } from './writes'

export const fixtures: Fixtures<typeof directory> = {
  access,
  budget,
  scope,
  writes,
  reads,
  timerWork,
  pages,
  personas: { 'directory.admin': 'a-college' },
  settings: { SYNC_URL: 'http://127.0.0.1:9/people', SYNC_SECRET: 'secret' },
  sample: {
    department: { id: 'cs-se' },
    search: { text: 'lin' },
    person: { id: 't-su' },
    reveal: { id: 't-su' },
    addColleague: { id: 't-su' },
    removeColleague: { id: 't-su' },
    saveMember: {
      name: '新来的',
      account: 'new-1',
      kind: 'staff',
      departments: ['cs-se'],
      phone: '19900008888',
    },
    saveDepartment: { name: '新建系', parent: 'cs', kind: 'department' },
    moveDepartment: { id: 'cs-ai', parent: 'cs' },
    removeDepartment: { id: 'cs-2402' },
    freeze: { id: 't-su' },
    unfreeze: { id: 'f-frozen' },
  },
  lookedFor: ['search text'],
}
