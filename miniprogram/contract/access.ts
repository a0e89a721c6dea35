import * as v from 'valibot'
import type { ProofsChanged } from './account'
import type { PersonView } from './directory'
import { AUDIT_ACTION, type AuditAction, DUTIES, type Duty, GRANTABLE } from './features/index'
import { date, id, label, line, page, version } from './kernel/fields'
import { type Access, op, type Page } from './kernel/rpc'

export interface GroupView {
  id: string
  name: string
  members: { id: string; name: string; proofsChanged?: ProofsChanged }[]
  rights: { application: string; send: boolean; manage: boolean }[]
  /** Department ids, or `*` for all departments. */
  scope: string[]
  /** True if the group confers `directory.admin` for the scope. */
  contacts: boolean
  version: number
}

/** The rules of an access check in the order in which they apply; the first that fails decides. */
export interface Explanation {
  allowed: boolean
  rules: {
    /** `console`: no member passes it, only the cloud console and the command line do. */
    rule: 'console' | 'state' | 'kind' | 'duty' | 'scope'
    ok: boolean
    /** The duty that is required, the scope it is held for, and the name of the group that grants it. */
    duty?: Duty
    scope?: string[]
    group?: string
  }[]
}

export interface AuditEntry {
  id: string
  at: string
  action: AuditAction
  by: { id: string; name: string }
  /** The object of the action. */
  target: { kind: string; id: string; name: string }
  /** Changed values, personal data masked. */
  before?: Record<string, string>
  after?: Record<string, string>
  reason?: string
}

const admin = { duty: 'directory.admin' } as const satisfies Access
const system = { duty: 'system.admin' } as const satisfies Access
const scope = v.pipe(v.array(v.union([id, v.literal('*')])), v.minLength(1), v.maxLength(50))

export const access = {
  name: 'access',
  ops: {
    groups: op<Page<GroupView>>()(system, v.object({ page })),
    group: op<GroupView>()(system, v.object({ id })),
    saveGroup: op<GroupView>()(
      system,
      v.object({
        id: v.optional(id),
        version,
        name: label(30),
        members: v.pipe(v.array(id), v.maxLength(100)),
        rights: v.pipe(
          v.array(
            v.object({
              application: v.picklist(Object.keys(GRANTABLE)),
              send: v.optional(v.boolean(), false),
              manage: v.optional(v.boolean(), false),
            }),
          ),
          v.maxLength(20),
        ),
        scope,
        contacts: v.optional(v.boolean(), false),
      }),
    ),
    removeGroup: op<{ id: string }>()(system, v.object({ id, version })),
    why: op<Explanation>()(
      system,
      v.object({ memberId: id, function: line(1, 40), op: line(1, 40), departmentId: v.optional(id) }),
    ),
    /** Grants a duty, or with `remove` revokes it, without a group; also used by the console. */
    grantDuty: op<PersonView>()(
      system,
      v.object({
        id,
        duty: v.picklist(Object.keys(DUTIES) as Duty[]),
        scope,
        remove: v.optional(v.boolean(), false),
        version,
      }),
    ),
    audit: op<Page<AuditEntry>>()(
      admin,
      v.object({
        by: v.optional(id),
        target: v.optional(id),
        action: v.optional(v.picklist(Object.keys(AUDIT_ACTION) as AuditAction[])),
        from: v.optional(date),
        to: v.optional(date),
        page,
      }),
    ),
  },
} as const
