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
  | 'repair.keeper'

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
  'repair.keeper': 'k-store',
}

const EVERYBODY = Object.keys(PERSONAS) as Role[]
const MEMBERS = EVERYBODY.filter(role => !['stranger', 'frozen', 'left', 'outside'].includes(role))
const ROOM_ADMINS: Role[] = ['room.admin']

/** Operation → the roles that get past the gate. Everybody else is refused before any handler runs. */
export const ALLOWED: Record<string, Role[]> = {
  'account.me': EVERYBODY,
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

/** What those at the gate are told. */
export const REFUSAL: Partial<Record<Role, string>> = {
  stranger: 'NOT_MEMBER',
  left: 'NOT_MEMBER',
  frozen: 'FROZEN',
}

/** Things that belong to somebody: what the owner, another member, the administrator, and anybody with a wrong id get. */
export const OWNED: Record<string, { own: string; other: string; admin: string; missing: string }> = {
  'room.cancel': { own: 'OK', other: 'NOT_FOUND', admin: 'OK', missing: 'NOT_FOUND' },
  'room.move': { own: 'OK', other: 'NOT_FOUND', admin: 'OK', missing: 'NOT_FOUND' },
}

/** The most database calls an operation may make, the caller's identity included. */
export const BUDGET: Record<string, number> = {
  'account.me': 1,
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
