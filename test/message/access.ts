import type { message } from '#contract/message'
import type { AccessTable, Budget, Role, Scope } from '../make/fixtures'

const SYSTEM_ADMINS: Role[] = ['system.admin']

/** The roles that get past the gate of each operation, reviewed by people: a change of access is made here, too. */
export const access: AccessTable<typeof message> = {
  list: 'joined',
  unread: 'joined',
  read: 'joined',
  readPage: 'joined',
  readAll: 'joined',
  templates: 'joined',
  consented: 'joined',
  consents: 'joined',
  failures: SYSTEM_ADMINS,
  retry: SYSTEM_ADMINS,
  retryAll: SYSTEM_ADMINS,
}

/** The most database calls of each operation, the caller's identity included. */
export const budget: Budget<typeof message> = {
  list: 2,
  unread: 2,
  read: 3,
  readPage: 3,
  readAll: 2,
  templates: 1,
  // Identity, the count, the rows; one more when presses race.
  consented: 4,
  consents: 2,
  failures: 2,
  retry: 3,
  retryAll: 3,
}

export const scope: Scope<typeof message> = {
  everywhere: ['failures', 'retry', 'retryAll'],
}
