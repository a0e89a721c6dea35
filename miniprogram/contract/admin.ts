import * as v from 'valibot'
import type { Explanation } from './access'
import type { ImportView, PersonView } from './directory'
import { DUTIES, type Duty } from './features/index'
import { accountName, fileId, id, line, page, text } from './kernel/fields'
import { op } from './kernel/rpc'

/** A field that breaks the schema, for example after an edit in the cloud console. */
export interface BadRow {
  collection: string
  id: string
  field: string
  expected: string
}

const who = v.object({ id })

/** Operations of the cloud console and the command line; every event carries ADMIN_SECRET. */
export const admin = {
  name: 'admin',
  ops: {
    help: op<{ operations: { op: string; what: string; example: object }[] }>()('anyone', v.object({})),
    /** Makes the member with this account system administrator; refused once there is one. */
    firstAdministrator: op<PersonView>()('console', v.object({ account: accountName })),
    /** One step a call: the first checks the file, the following ones apply or undo it. */
    import: op<ImportView>()(
      'console',
      v.pipe(
        v.object({
          fileId: v.optional(fileId),
          /** True if the file lists everyone, so that members missing from it leave. */
          complete: v.optional(v.boolean(), false),
          importId: v.optional(id),
          undo: v.optional(v.boolean(), false),
          /** True if a person has read the warnings of an import that was held. */
          release: v.optional(v.boolean(), false),
        }),
        v.forward(
          v.check(input => input.fileId !== undefined || input.importId !== undefined),
          ['fileId'],
        ),
      ),
    ),
    grantDuty: op<PersonView>()(
      'console',
      v.object({
        id,
        duty: v.picklist(Object.keys(DUTIES) as Duty[]),
        scope: v.pipe(v.array(line(1, 64)), v.minLength(1), v.maxLength(50)),
        remove: v.optional(v.boolean(), false),
      }),
    ),
    freeze: op<PersonView>()('console', v.object({ id, reason: text(1, 100) })),
    why: op<Explanation>()(
      'console',
      v.object({ memberId: id, function: line(1, 40), op: line(1, 40), departmentId: v.optional(id) }),
    ),
    lint: op<{ checked: number; rows: BadRow[]; next?: string }>()('console', v.object({ page })),
    retryMessages: op<{ retried: number }>()('console', v.object({})),
    exportPerson: op<{ json: string; csv: string; expiresAt: string }>()('console', who),
    /** Schedules the erasure, which the member can cancel for COOLING_OFF_DAYS. */
    erasePerson: op<{ erasedAt: string }>()('console', who),
  },
} as const
