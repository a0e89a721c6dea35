import type { todo } from '#contract/todo'
import type { AccessTable, Budget } from '../make/fixtures'

/** The roles that get past the gate of each operation, reviewed by people: a change of access is made here, too. */
export const access: AccessTable<typeof todo> = {
  list: 'joined',
  counts: 'joined',
  overview: 'joined',
  snooze: 'joined',
}

/** The most database calls of each operation, the caller's identity included. */
export const budget: Budget<typeof todo> = {
  list: 2,
  counts: 2,
  // Identity, the items with their counts, the unread messages.
  overview: 3,
  snooze: 3,
}
