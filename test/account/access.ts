import type { account } from '#contract/account'
import { holdings } from '../../database-schema/holdings'
import type { AccessTable, Budget } from '../make/fixtures'

/** The roles that get past the gate of each operation, reviewed by people: a change of access is made here, too. */
export const access: AccessTable<typeof account> = {
  me: 'everyone',
  phone: 'everyone',
  sendCode: 'everyone',
  verify: 'everyone',
  apply: 'everyone',
  joinRequest: 'everyone',
  update: 'joined',
  requestUpload: 'joined',
  avatar: 'joined',
  unbind: 'everyone',
  consent: 'joined',
  export: 'joined',
  erase: 'joined',
  keep: 'joined',
  decideWechat: 'joined',
  offers: 'joined',
  acceptOffer: 'joined',
  declineOffer: 'joined',
}

/** The most database calls of each operation, the caller's identity included. */
export const budget: Budget<typeof account> = {
  me: 1,
  // Identity, the roster, the member; one more for somebody from outside, and one when presses race.
  phone: 5,
  // Identity, the day's tally, a look at the roster for mail, the code; three more for the first of the day.
  sendCode: 7,
  // Identity, the try, the code, the roster, the member; one more for somebody from outside, and one when presses race.
  // A person from outside who becomes a member takes along their rows: three for the collections of the fixtures.
  verify: 10,
  apply: 4,
  joinRequest: 2,
  // The tree, too, where the words change by which the person is found. Each of these looks again when presses race.
  update: 4,
  // Identity, the count, the name; one more when presses race.
  requestUpload: 4,
  // The name of the upload, too, as wherever something was uploaded.
  avatar: 4,
  unbind: 3,
  consent: 3,
  // Identity, one read of each collection that holds something of the person, the record of the files before and after.
  export: holdings.length + 5,
  // An administrator is struck off the list first.
  erase: 5,
  keep: 5,
  decideWechat: 3,
  offers: 2,
  // Identity, the offer, the person, the offer; one more when presses race.
  acceptOffer: 5,
  declineOffer: 3,
}
