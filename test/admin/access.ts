import type { admin } from '#contract/admin'
import { holdings } from '../../database-schema/holdings'
import type { AccessTable, Budget, Role } from '../make/fixtures'

const CONSOLE: Role[] = ['console']

/** The roles that get past the gate of each operation, reviewed by people: a change of access is made here, too. */
export const access: AccessTable<typeof admin> = {
  help: 'everyone',
  firstAdministrator: CONSOLE,
  import: CONSOLE,
  grantDuty: CONSOLE,
  freeze: CONSOLE,
  why: CONSOLE,
  lint: CONSOLE,
  retryMessages: CONSOLE,
  exportPerson: CONSOLE,
  erasePerson: CONSOLE,
}

/** The most database calls of each operation, the caller's identity included. */
export const budget: Budget<typeof admin> = {
  help: 1,
  // The secret, the member, the claim and whose it is, two duties (4 and 2).
  firstAdministrator: 10,
  import: 14,
  grantDuty: 5,
  freeze: 5,
  why: 2,
  lint: 4,
  retryMessages: 3,
  // The secret, and what account.export costs.
  exportPerson: holdings.length + 7,
  erasePerson: 10,
}
