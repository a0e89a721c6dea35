import type { access as contract } from '#contract/access'
import type { AccessTable, Budget, Role, Scope } from '../make/fixtures'

const SYSTEM_ADMINS: Role[] = ['system.admin']
/** The system administrator of the seeded organisation administers the contacts, too. */
const DIRECTORY_ADMINS: Role[] = ['system.admin', 'directory.admin']

/** The roles that get past the gate of each operation, reviewed by people: a change of access is made here, too. */
export const access: AccessTable<typeof contract> = {
  groups: SYSTEM_ADMINS,
  group: SYSTEM_ADMINS,
  saveGroup: SYSTEM_ADMINS,
  removeGroup: SYSTEM_ADMINS,
  why: SYSTEM_ADMINS,
  grantDuty: SYSTEM_ADMINS,
  audit: DIRECTORY_ADMINS,
}

/** The most database calls of each operation, the caller's identity included. */
export const budget: Budget<typeof contract> = {
  groups: 2,
  group: 2,
  // Identity, a look, the group, what older versions gave (2), what it gives, and a look whether that still holds.
  saveGroup: 7,
  // Identity, a look, the group, what it gave (2).
  removeGroup: 5,
  why: 2,
  grantDuty: 4,
  audit: 2,
}

/** The answers to an administrator of one college: about the college, a department in it, another college, everything. */
export const scope: Scope<typeof contract> = {
  things: {
    group: {
      input: place => ({ id: `g-${place}` }),
      codes: ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
    },
    saveGroup: {
      input: place => ({ name: '新组', members: [], rights: [], scope: [place] }),
      codes: ['OK', 'OK', 'BEYOND_OWN_RIGHTS', 'BEYOND_OWN_RIGHTS'],
    },
    removeGroup: {
      input: place => ({ id: `g-${place}` }),
      codes: ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
    },
    grantDuty: {
      input: place => ({ id: 't-lin', duty: 'room.admin', scope: [place] }),
      codes: ['OK', 'OK', 'BEYOND_OWN_RIGHTS', 'BEYOND_OWN_RIGHTS'],
    },
  },
  lists: {
    groups: { id: place => `g-${place}` },
    audit: { id: place => `l-${place}` },
  },
  unscoped: {
    why: 'Explains, and shows nothing of the departments.',
  },
  documents: place => ({
    admin_groups: [
      {
        _id: `g-${place}`,
        name: `组${place}`,
        state: 'active',
        members: [],
        rights: [],
        scope: [place],
        contacts: false,
        version: 1,
        lastKey: '',
        changedAt: new Date(0),
      },
    ],
    audit_log: [
      {
        _id: `l-${place}`,
        at: new Date(),
        action: 'freeze',
        by: { id: 'x', name: 'x' },
        target: { kind: 'member', id: `p-${place}`, name: '甲' },
        departments: [place],
      },
    ],
  }),
}
