import { type Allowed, factsByTitle, fixtures, type Role } from './fixtures'

/** The member of the seeded organisation, or of a test's own, who stands for each role. */
export const PERSONAS = {
  stranger: 'stranger',
  frozen: 'f-frozen',
  left: 'x-left',
  outside: 'x-outside',
  student: 's-chen',
  staff: 't-lin',
  worker: 'w-zhao',
  console: 'console',
  ...Object.assign({}, ...Object.values(fixtures).map(({ personas }) => personas)),
} as Record<Role, string>

export const ROLES = Object.keys(PERSONAS) as Role[]
const NOT_JOINED: Role[] = ['stranger', 'frozen', 'left', 'console']
const JOINED = ROLES.filter(role => !NOT_JOINED.includes(role))
const MEMBERS = JOINED.filter(role => role !== 'outside')

function rolesIn(allowed: Allowed): readonly Role[] {
  if (allowed === 'everyone') return ROLES
  if (allowed === 'joined') return JOINED
  return allowed === 'members' ? MEMBERS : allowed
}

/** Operation → the roles that get past its gate. Everybody else is refused before any handler runs. */
export const ALLOWED: Record<string, readonly Role[]> = Object.fromEntries(
  Object.entries(factsByTitle(({ access }) => access)).map(([title, allowed]) => [title, rolesIn(allowed)]),
)

/** Operation → the most database calls it may make. */
export const BUDGET = factsByTitle(({ budget }) => budget)

const STAND_INS = factsByTitle(({ standIns }) => standIns)

/**
 * The persona who stands for an operation in generated tests: a member with no part to play where every member may, so
 * that somebody else remains when they have left or erased themselves.
 */
export function standIn(title: string, i = 0): string {
  const allowed = ALLOWED[title]!
  if (title in STAND_INS) return STAND_INS[title]!
  if (allowed.includes('staff')) return `m-${String((i % 50) + 1).padStart(2, '0')}`
  return PERSONAS[allowed[0]!]
}
