import { holdings } from '../database-schema/holdings'

/**
 * Who may do what: reviewed by people, compared with what the deployed bundles do. Whoever changes an access in a
 * contract must change it here, too, and say why.
 */
export type Role =
  | 'stranger'
  | 'frozen'
  | 'left'
  | 'outside'
  | 'student'
  | 'staff'
  | 'worker'
  | 'system.admin'
  | 'directory.admin'
  | 'room.admin'
  | 'repair.dispatcher'
  | 'repair.worker'
  | 'repair.keeper'
  | 'repair.admin'
  /** Nobody with a phone: the cloud console, with the secret. */
  | 'console'

/** The member of the seeded organisation (or of the test's own) that stands for the role. */
export const PERSONAS: Record<Role, string> = {
  stranger: 'stranger',
  frozen: 'f-frozen',
  left: 'x-left',
  outside: 'x-outside',
  student: 's-chen',
  staff: 't-lin',
  worker: 'w-zhao',
  'system.admin': 'a-system',
  'directory.admin': 'a-college',
  'room.admin': 'a-room',
  'repair.dispatcher': 'd-logistics',
  'repair.worker': 'w-qian',
  'repair.keeper': 'k-store',
  'repair.admin': 'a-repair',
  console: 'console',
}

const EVERYBODY = Object.keys(PERSONAS) as Role[]
const JOINED = EVERYBODY.filter(role => !['stranger', 'frozen', 'left', 'console'].includes(role))
const MEMBERS = JOINED.filter(role => role !== 'outside')
const ROOM_ADMINS: Role[] = ['room.admin']
const SYSTEM_ADMINS: Role[] = ['system.admin']
/** The system administrator of the seeded organisation administers the contacts, too. */
const DIRECTORY_ADMINS: Role[] = ['system.admin', 'directory.admin']
const CONSOLE: Role[] = ['console']
/** The repair administrator of the seeded organisation dispatches, too. */
const DISPATCHERS: Role[] = ['repair.dispatcher', 'repair.admin']
/** The person who stands for workers in general is one who mends. */
const WORKERS: Role[] = ['repair.worker', 'worker']
const KEEPERS: Role[] = ['repair.keeper']
const REPAIR_ADMINS: Role[] = ['repair.admin']

/** Operation → the roles that get past the gate. Everybody else is refused before any handler runs. */
export const ALLOWED: Record<string, Role[]> = {
  'account.me': EVERYBODY,
  'account.phone': EVERYBODY,
  'account.sendCode': EVERYBODY,
  'account.verify': EVERYBODY,
  'account.apply': EVERYBODY,
  'account.joinRequest': EVERYBODY,
  'account.update': JOINED,
  'account.avatar': JOINED,
  'account.unbind': EVERYBODY,
  'account.consent': JOINED,
  'account.export': JOINED,
  'account.erase': JOINED,
  'account.keep': JOINED,
  'directory.tree': MEMBERS,
  'directory.department': MEMBERS,
  'directory.search': MEMBERS,
  'directory.person': MEMBERS,
  'directory.reveal': MEMBERS,
  'directory.colleagues': MEMBERS,
  'directory.addColleague': MEMBERS,
  'directory.removeColleague': MEMBERS,
  'directory.joinRequests': DIRECTORY_ADMINS,
  'directory.decideJoinRequest': DIRECTORY_ADMINS,
  'directory.saveMember': DIRECTORY_ADMINS,
  'directory.saveDepartment': DIRECTORY_ADMINS,
  'directory.moveDepartment': DIRECTORY_ADMINS,
  'directory.removeDepartment': DIRECTORY_ADMINS,
  'directory.freeze': DIRECTORY_ADMINS,
  'directory.unfreeze': DIRECTORY_ADMINS,
  'directory.importCheck': DIRECTORY_ADMINS,
  'directory.importStep': DIRECTORY_ADMINS,
  'directory.importUndo': DIRECTORY_ADMINS,
  'directory.importGet': DIRECTORY_ADMINS,
  'directory.imports': DIRECTORY_ADMINS,
  'directory.syncStatus': DIRECTORY_ADMINS,
  // The directory administrator of the seeded organisation has one college; the sync concerns everybody.
  'directory.syncNow': SYSTEM_ADMINS,
  'directory.syncRelease': SYSTEM_ADMINS,
  'directory.saveSync': SYSTEM_ADMINS,
  'access.groups': SYSTEM_ADMINS,
  'access.group': SYSTEM_ADMINS,
  'access.saveGroup': SYSTEM_ADMINS,
  'access.removeGroup': SYSTEM_ADMINS,
  'access.why': SYSTEM_ADMINS,
  'access.grantDuty': SYSTEM_ADMINS,
  'directory.invite': DIRECTORY_ADMINS,
  'access.audit': DIRECTORY_ADMINS,
  'message.list': JOINED,
  'message.unread': JOINED,
  'message.read': JOINED,
  'message.readAll': JOINED,
  'message.templates': JOINED,
  'message.consented': JOINED,
  'message.failures': SYSTEM_ADMINS,
  'message.retry': SYSTEM_ADMINS,
  'message.retryAll': SYSTEM_ADMINS,
  'admin.help': EVERYBODY,
  'admin.firstAdministrator': CONSOLE,
  'admin.import': CONSOLE,
  'admin.grantDuty': CONSOLE,
  'admin.freeze': CONSOLE,
  'admin.why': CONSOLE,
  'admin.lint': CONSOLE,
  'admin.retryMessages': CONSOLE,
  'admin.exportPerson': CONSOLE,
  'admin.erasePerson': CONSOLE,
  'repair.categories': JOINED,
  'repair.hotlines': JOINED,
  'repair.places': JOINED,
  'repair.create': JOINED,
  'repair.get': JOINED,
  'repair.mine': JOINED,
  'repair.cancel': JOINED,
  'repair.reopen': JOINED,
  'repair.rate': JOINED,
  'repair.atPlace': JOINED,
  'repair.queue': DISPATCHERS,
  'repair.counts': DISPATCHERS,
  'repair.accept': DISPATCHERS,
  'repair.refuse': DISPATCHERS,
  'repair.materials': DISPATCHERS,
  'repair.workers': DISPATCHERS,
  'repair.dispatch': DISPATCHERS,
  'repair.note': DISPATCHERS,
  'repair.stats': DISPATCHERS,
  'repair.export': DISPATCHERS,
  'repair.tasks': WORKERS,
  'repair.start': WORKERS,
  'repair.abandon': WORKERS,
  'repair.finish': WORKERS,
  'repair.prepare': KEEPERS,
  'repair.issue': KEEPERS,
  'repair.return': KEEPERS,
  'repair.stock': KEEPERS,
  'repair.restock': KEEPERS,
  'repair.settings': REPAIR_ADMINS,
  'repair.saveCategory': REPAIR_ADMINS,
  'repair.saveSettings': REPAIR_ADMINS,
  'repair.savePlace': REPAIR_ADMINS,
  'repair.saveWorker': REPAIR_ADMINS,
  'repair.saveMaterial': REPAIR_ADMINS,
  'repair.placeCodes': REPAIR_ADMINS,
  'repair.mailPreview': REPAIR_ADMINS,
  'room.list': MEMBERS,
  'room.places': MEMBERS,
  'room.search': MEMBERS,
  'room.day': MEMBERS,
  'room.reserve': MEMBERS,
  'room.cancel': MEMBERS,
  'room.move': MEMBERS,
  'room.mine': MEMBERS,
  'room.pending': ROOM_ADMINS,
  'room.approve': ROOM_ADMINS,
  'room.refuse': ROOM_ADMINS,
  'room.conflicts': ROOM_ADMINS,
  'room.create': ROOM_ADMINS,
  'room.update': ROOM_ADMINS,
  'room.close': ROOM_ADMINS,
  'room.open': ROOM_ADMINS,
}

/** Who has a part in the ticket an operation is tried on. */
const PARTIES: Record<string, string> = {
  'repair.get': 't-lin',
  'repair.cancel': 't-lin',
  'repair.rate': 't-lin',
  'repair.reopen': 's-chen',
}

/**
 * Who stands for an operation in the generated tests: a member with no part to play where everybody may, so that
 * somebody else remains when they have left or erased themselves.
 */
export function standIn(title: string, i = 0): string {
  if (title in PARTIES) return PARTIES[title]!
  const allowed = ALLOWED[title]!
  if (allowed.includes('staff')) return `m-${String((i % 50) + 1).padStart(2, '0')}`
  return PERSONAS[allowed[0]!]
}

/** What those at the gate are told. */
export const REFUSAL: Partial<Record<Role, string>> = {
  stranger: 'NOT_MEMBER',
  left: 'NOT_MEMBER',
  frozen: 'FROZEN',
  console: 'NOT_MEMBER',
}

/** Things that belong to somebody: what the owner, another member, the administrator, and anybody with a wrong id get. */
export const OWNED: Record<string, { own: string; other: string; admin: string; missing: string }> = {
  'room.cancel': { own: 'OK', other: 'NOT_FOUND', admin: 'OK', missing: 'NOT_FOUND' },
  'room.move': { own: 'OK', other: 'NOT_FOUND', admin: 'OK', missing: 'NOT_FOUND' },
}

/**
 * Tickets: what the reporter, the worker it was sent to, a worker it was not, the dispatcher, and somebody without a
 * part are told; a wrong id gets what somebody without a part gets. `–`: stopped at the gate.
 */
export const TICKETS: Record<string, [own: string, sent: string, unsent: string, dispatcher: string]> = {
  'repair.get': ['OK', 'OK', 'NOT_FOUND', 'OK'],
  'repair.cancel': ['REPAIR_WRONG_STATE', 'REPAIR_NOT_YOURS', 'NOT_FOUND', 'REPAIR_NOT_YOURS'],
  'repair.reopen': ['REPAIR_WRONG_STATE', 'REPAIR_NOT_YOURS', 'NOT_FOUND', 'REPAIR_NOT_YOURS'],
  'repair.rate': ['REPAIR_WRONG_STATE', 'REPAIR_NOT_YOURS', 'NOT_FOUND', 'REPAIR_NOT_YOURS'],
  'repair.note': ['–', '–', '–', 'OK'],
  'repair.accept': ['–', '–', '–', 'REPAIR_WRONG_STATE'],
  'repair.refuse': ['–', '–', '–', 'REPAIR_WRONG_STATE'],
  'repair.start': ['–', 'OK', 'NOT_FOUND', '–'],
  'repair.finish': ['–', 'OK', 'NOT_FOUND', '–'],
  'repair.abandon': ['–', 'REPAIR_WRONG_STATE', 'NOT_FOUND', '–'],
}

/** The most database calls an operation may make, the caller's identity included. */
export const BUDGET: Record<string, number> = {
  'account.me': 1,
  // Identity, the roster, the member; one more for somebody from outside, and one when presses race.
  'account.phone': 5,
  // Identity, the day's tally, a look at the roster for mail, the code; three more for the first of the day.
  'account.sendCode': 7,
  // Identity, the try, the code, the roster, the member; one more for somebody from outside, and one when presses race.
  // Who comes from outside and becomes a member takes along what they had: one for each collection that holds some.
  'account.verify': 7,
  'account.apply': 4,
  'account.joinRequest': 2,
  // The tree, too, where the words change by which the person is found. Each of these looks again when presses race.
  'account.update': 4,
  'account.avatar': 3,
  'account.unbind': 3,
  'account.consent': 3,
  // Identity, one read of each collection that holds something of the person, the record of the files before and after.
  'account.export': holdings.length + 5,
  // An administrator is struck off the list first.
  'account.erase': 5,
  'account.keep': 5,
  'directory.tree': 2,
  'directory.department': 2,
  // Two for words. A number is counted first: one more, and another two when the same search races itself.
  'directory.search': 5,
  'directory.person': 2,
  'directory.reveal': 4,
  'directory.colleagues': 2,
  'directory.addColleague': 3,
  'directory.removeColleague': 3,
  'directory.joinRequests': 2,
  'directory.decideJoinRequest': 4,
  'directory.saveMember': 4,
  'directory.saveDepartment': 4,
  'directory.moveDepartment': 4,
  'directory.removeDepartment': 4,
  'directory.freeze': 4,
  'directory.unfreeze': 4,
  // One more for every 2,000 members of the roster, and for every 3 MB of the plan; and for who loses a race.
  'directory.importCheck': 8,
  // And one for each person who is changed.
  'directory.importStep': 8,
  // The last step takes the departments out again that the import made.
  'directory.importUndo': 11,
  'directory.importGet': 2,
  'directory.imports': 2,
  'directory.syncStatus': 2,
  'directory.syncNow': 4,
  'directory.syncRelease': 4,
  // Identity, the change, the status; one more when nobody has set anything before.
  'directory.saveSync': 4,
  'access.groups': 2,
  'access.group': 2,
  // Identity, a look, the group, what older versions gave (2), what it gives, and a look whether that still holds.
  'access.saveGroup': 7,
  // Identity, a look, the group, what it gave (2).
  'access.removeGroup': 5,
  'access.why': 2,
  'access.grantDuty': 4,
  // A batch of 500 mails: the invitation, who is next, the mails, marking them; at the first time the code is kept,
  // and for one department the tree is read.
  'directory.invite': 7,
  'access.audit': 2,
  'message.list': 2,
  'message.unread': 2,
  'message.read': 3,
  'message.readAll': 2,
  'message.templates': 1,
  'message.consented': 2,
  'message.failures': 2,
  'message.retry': 3,
  'message.retryAll': 3,
  'admin.help': 1,
  // The secret, the member, the claim and whose it is, two duties (4 and 2).
  'admin.firstAdministrator': 10,
  'admin.import': 14,
  'admin.grantDuty': 5,
  'admin.freeze': 5,
  'admin.why': 2,
  'admin.lint': 4,
  'admin.retryMessages': 3,
  // The secret, and what account.export costs.
  'admin.exportPerson': holdings.length + 7,
  'admin.erasePerson': 10,
  'repair.categories': 2,
  'repair.hotlines': 2,
  'repair.places': 2,
  // Identity, all it refers to, the ticket; one more when presses race.
  'repair.create': 4,
  'repair.get': 2,
  'repair.mine': 2,
  'repair.cancel': 4,
  'repair.reopen': 4,
  'repair.rate': 4,
  'repair.atPlace': 2,
  'repair.queue': 2,
  'repair.counts': 2,
  'repair.accept': 4,
  'repair.refuse': 4,
  'repair.materials': 2,
  'repair.workers': 2,
  'repair.dispatch': 4,
  'repair.note': 4,
  'repair.stats': 2,
  // The press that made it before, the tickets (one more every 500), the file's row; whose it is, for who loses a race.
  'repair.export': 5,
  'repair.tasks': 2,
  'repair.start': 4,
  'repair.abandon': 4,
  'repair.finish': 4,
  'repair.prepare': 2,
  // Four; who loses a race against the same press looks again.
  'repair.issue': 6,
  'repair.return': 6,
  'repair.stock': 2,
  // Three, and a second look for who loses a race.
  'repair.restock': 4,
  'repair.settings': 3,
  'repair.saveCategory': 3,
  'repair.saveSettings': 3,
  'repair.savePlace': 3,
  'repair.saveWorker': 4,
  'repair.saveMaterial': 3,
  'repair.placeCodes': 3,
  'repair.mailPreview': 3,
  'room.list': 2,
  'room.places': 2,
  'room.search': 2,
  'room.day': 2,
  'room.mine': 2,
  'room.pending': 2,
  'room.conflicts': 2,
  'room.reserve': 4,
  'room.cancel': 4,
  'room.move': 4,
  'room.approve': 4,
  'room.refuse': 4,
  'room.create': 4,
  'room.update': 4,
  'room.close': 4,
  'room.open': 4,
}

/**
 * Who holds an operation's duty for the college `cs` only: what they are told about a thing of that college, of a
 * department in it, of another college, and of the whole university.
 */
export const SCOPES = ['cs', 'cs-se', 'lit', 'university'] as const
export const SCOPED: Record<string, [own: string, below: string, beside: string, above: string]> = {
  'directory.decideJoinRequest': ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
  'directory.saveMember': ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
  'directory.saveDepartment': ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
  'directory.moveDepartment': ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
  'directory.removeDepartment': ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
  'directory.freeze': ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
  'directory.unfreeze': ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
  'access.group': ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
  'access.saveGroup': ['OK', 'OK', 'BEYOND_OWN_RIGHTS', 'BEYOND_OWN_RIGHTS'],
  'access.removeGroup': ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
  'access.grantDuty': ['OK', 'OK', 'BEYOND_OWN_RIGHTS', 'BEYOND_OWN_RIGHTS'],
  'room.approve': ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
  'room.refuse': ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
  'room.create': ['OK', 'OK', 'FORBIDDEN', 'FORBIDDEN'],
  'room.update': ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
  'room.close': ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
  'room.open': ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
}

/** Lists that show what lies inside the scope and nothing else. */
export const SCOPED_LISTS = [
  'directory.joinRequests',
  'access.groups',
  'access.audit',
  'room.pending',
  'room.conflicts',
]

/** Operations that concern the whole organisation: a duty for a part of it is not enough. */
export const EVERYWHERE = [
  'directory.syncNow',
  'directory.syncRelease',
  'directory.saveSync',
  'message.failures',
  'message.retry',
  'message.retryAll',
]

/** Operations of a duty that concern no department of their own. */
export const UNSCOPED: Record<string, string> = {
  'directory.importCheck': 'The rows of the sheet are held against the scope one by one.',
  'directory.importGet': 'An import belongs to who began it.',
  'directory.importStep': 'An import belongs to who began it.',
  'directory.importUndo': 'An import belongs to who began it.',
  'directory.imports': 'An import belongs to who began it.',
  'directory.syncStatus': 'Who administers a part sees that there is a sync, and no run of it.',
  'directory.invite': 'Goes to those inside the scope.',
  'access.why': 'Explains, and shows nothing of the departments.',
  ...Object.fromEntries(
    Object.entries(ALLOWED)
      .filter(([title, roles]) => title.startsWith('repair.') && roles !== JOINED)
      .map(([title]) => [title, 'Tickets, the stock and the desk serve the whole campus.']),
  ),
}
