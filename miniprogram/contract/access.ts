import * as v from 'valibot'
import type { PersonView } from './directory'
import { AUDIT_ACTION, type AuditAction, DUTIES, type Duty, GRANTABLE } from './features/index'
import { date, id, page, text, version } from './kernel/fields'
import { type Access, op, type Page } from './kernel/rpc'

export interface GroupView {
  id: string
  name: string
  members: { id: string; name: string }[]
  rights: { application: string; send: boolean; manage: boolean }[]
  /** Departments, or `*`. */
  scope: string[]
  /** Administers the contacts inside the scope. */
  contacts: boolean
  version: number
}

/** Why somebody can or cannot do something: every rule that was looked at, in order; the first that fails decides. */
export interface Explanation {
  allowed: boolean
  rules: {
    /** `console`: no member can, only who runs functions in the cloud console. */
    rule: 'console' | 'state' | 'kind' | 'duty' | 'scope'
    ok: boolean
    /** What is missing, or what grants it: a duty, the departments it is held for, the name of the group that gives it. */
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
  /** What it was done to. */
  target: { kind: string; id: string; name: string }
  /** What changed, personal data masked. */
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
        name: text(1, 30),
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
      v.object({ memberId: id, function: text(1, 40), op: text(1, 40), departmentId: v.optional(id) }),
    ),
    /** A duty given or taken by itself, without a group; the console's way to it, too. */
    grantDuty: op<PersonView>()(
      system,
      v.object({
        id,
        duty: v.picklist(Object.keys(DUTIES) as Duty[]),
        scope,
        remove: v.optional(v.boolean(), false),
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
