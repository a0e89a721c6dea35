import type { account } from '#contract/account'
import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import type { Fixtures } from '../make/fixtures'
import { access, budget } from './access'
import { pages } from './pages'
import { timerWork } from './timer-work'
import { reads, writes } from './writes'

/** A person who stands on the roster and has not joined, unless an openid says so. */
const aNewcomer = (id: string, more: object) =>
  newMember({ _id: id, name: '宋新来', kind: 'staff', departments: ['cs-se'], account: id, ...more }, [])

export const fixtures: Fixtures<typeof account> = {
  access,
  budget,
  writes,
  reads,
  timerWork,
  pages,
  sample: {
    phone: { code: '123456' },
    sendCode: { address: '19900009999' },
    verify: { address: '19900009999', code: '123456' },
    apply: { departmentId: 'office', account: 'x-1' },
  },
  keepsText: { verify: [writes.verify![2]!] },
  lookedFor: ['phone code', 'verify invitation'],
  people: [
    aNewcomer('n-phone', { phone: '19900009999' }),
    aNewcomer('n-mail', { mail: 'n-mail@example.edu' }),
    aNewcomer('x-out', { kind: 'outside', departments: [], openid: 'o-x-out' }),
  ],
}
