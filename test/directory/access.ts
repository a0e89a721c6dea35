import type { directory } from '#contract/directory'
import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { departments } from '../../scripts/seed/departments'
import type { AccessTable, Budget, Role, Scope } from '../make/fixtures'
import { aJoinRequest } from '../make/join-requests'
import { PLACES } from '../make/places'

/** The system administrator of the seeded organisation administers the contacts, too. */
const DIRECTORY_ADMINS: Role[] = ['system.admin', 'directory.admin']
const SYSTEM_ADMINS: Role[] = ['system.admin']

/** The roles that get past the gate of each operation, reviewed by people: a change of access is made here, too. */
export const access: AccessTable<typeof directory> = {
  tree: 'members',
  department: 'members',
  search: 'members',
  person: 'members',
  reveal: 'members',
  colleagues: 'members',
  addColleague: 'members',
  removeColleague: 'members',
  joinRequests: DIRECTORY_ADMINS,
  decideJoinRequest: DIRECTORY_ADMINS,
  saveMember: DIRECTORY_ADMINS,
  saveDepartment: DIRECTORY_ADMINS,
  moveDepartment: DIRECTORY_ADMINS,
  removeDepartment: DIRECTORY_ADMINS,
  freeze: DIRECTORY_ADMINS,
  unfreeze: DIRECTORY_ADMINS,
  // The administrator of one college could be the one who asks.
  confirmWechat: SYSTEM_ADMINS,
  importCheck: DIRECTORY_ADMINS,
  importStep: DIRECTORY_ADMINS,
  importUndo: DIRECTORY_ADMINS,
  importGet: DIRECTORY_ADMINS,
  imports: DIRECTORY_ADMINS,
  syncStatus: DIRECTORY_ADMINS,
  // The directory administrator of the seeded organisation has one college; the sync concerns everybody.
  syncNow: SYSTEM_ADMINS,
  syncRelease: SYSTEM_ADMINS,
  saveSync: SYSTEM_ADMINS,
  invite: DIRECTORY_ADMINS,
}

/** The most database calls of each operation, the caller's identity included. */
export const budget: Budget<typeof directory> = {
  tree: 2,
  department: 2,
  // Two for words. A number is counted first: one more, and another two when the same search races itself.
  search: 5,
  person: 2,
  reveal: 4,
  colleagues: 2,
  addColleague: 3,
  removeColleague: 3,
  joinRequests: 2,
  decideJoinRequest: 4,
  saveMember: 4,
  saveDepartment: 4,
  moveDepartment: 4,
  removeDepartment: 4,
  freeze: 4,
  unfreeze: 4,
  confirmWechat: 3,
  // The name of the upload. One more for every 2,000 members of the roster, and for every 3 MB of the plan; and for who loses a race.
  importCheck: 9,
  // And one for each person who is changed, here one.
  importStep: 9,
  // The last step takes the departments out again that the import made.
  importUndo: 13,
  importGet: 2,
  imports: 2,
  syncStatus: 2,
  syncNow: 4,
  syncRelease: 4,
  // Identity, the change, the status; one more when nobody has set anything before.
  saveSync: 4,
  // A batch of 500 mails: the invitation, who is next, the mails, marking them; at the first time the code is kept,
  // and for one department the tree is read.
  invite: 7,
}

/** The answers to an administrator of one college: about the college, a department in it, another college, everything. */
export const scope: Scope<typeof directory> = {
  things: {
    decideJoinRequest: {
      input: place => ({ id: `q-${place}`, accept: false, reason: '不是本单位' }),
      codes: ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
    },
    saveMember: {
      input: place => ({ id: `p-${place}`, office: '301' }),
      codes: ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
    },
    saveDepartment: {
      input: place => ({ name: '新的', parent: place }),
      codes: ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
    },
    moveDepartment: {
      input: place => ({ id: `edit-${place}`, parent: 'cs' }),
      codes: ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
    },
    removeDepartment: {
      input: place => ({ id: `go-${place}` }),
      codes: ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
    },
    freeze: {
      input: place => ({ id: `p-${place}`, reason: '核实' }),
      codes: ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
    },
    unfreeze: {
      input: place => ({ id: `f-${place}` }),
      codes: ['OK', 'OK', 'NOT_FOUND', 'NOT_FOUND'],
    },
  },
  lists: {
    joinRequests: { id: place => `q-${place}` },
  },
  everywhere: ['syncNow', 'syncRelease', 'saveSync', 'confirmWechat'],
  unscoped: {
    importCheck: 'The rows of the sheet are held against the scope one by one.',
    importGet: 'An import belongs to the person who began it.',
    importStep: 'An import belongs to the person who began it.',
    importUndo: 'An import belongs to the person who began it.',
    imports: 'An import belongs to the person who began it.',
    syncStatus: 'The administrator of a part sees that there is a sync, and no run of it.',
    invite: 'Goes to those inside the scope.',
  },
  documents: place => ({
    members: [
      newMember(
        {
          _id: `p-${place}`,
          name: '甲',
          mail: `p-${place}@example.edu`,
          kind: 'staff',
          departments: [place],
        },
        departments,
      ),
      newMember(
        {
          _id: `f-${place}`,
          name: '乙',
          kind: 'staff',
          departments: [place],
          state: 'frozen',
          frozen: { reason: '', at: new Date(), by: '' },
        },
        departments,
      ),
    ],
    departments: ['edit', 'go'].map(what => ({
      id: `${what}-${place}`,
      name: `${what}${place}`,
      parent: place,
      kind: 'department',
    })),
    join_requests: [
      aJoinRequest(`q-${place}`, {
        name: '丙',
        departmentId: place,
        account: `q-${place}`,
        phone: `1990000999${PLACES.indexOf(place)}`,
        at: new Date(),
      }),
    ],
  }),
}
