import * as v from 'valibot'
import { fileId, id, line, page, wholeNumber } from '../kernel/fields'
import { type Access, op, type Page } from '../kernel/rpc'
import { admin } from './access'

/** Effect of an import on a member. */
export const IMPORT_CHANGE = {
  new: '新增',
  changed: '修改',
  moved: '调部门',
  leaving: '离开',
  offered: '待本人确认',
  same: '不变',
} as const
export type ImportChange = keyof typeof IMPORT_CHANGE

export const IMPORT_STATE = {
  faulty: '有错误',
  checked: '待导入',
  applying: '导入中',
  applied: '已导入',
  undoing: '撤销中',
  undone: '已撤销',
  held: '待核对',
} as const
export type ImportState = keyof typeof IMPORT_STATE

/** An invalid cell of the sheet. `column` is its heading; it is empty if the whole row is at fault. */
export interface ImportFault {
  line: number
  column: string
  reason: string
}

export interface ImportView {
  id: string
  source: 'sheet' | 'sync'
  file: string
  state: ImportState
  at: string
  by: string
  counts: Record<ImportChange, number>
  /** Some rows of each kind; `before` and `after` describe the change for display. */
  samples: { change: ImportChange; name: string; account: string; before?: string; after?: string }[]
  /** At most 1000. */
  faults: ImportFault[]
  /** Members that the import did not touch, because they changed in the meantime or may not leave by import. */
  kept: { name: string; account: string; reason: string }[]
  /** Remarks of the check, such as columns that are not used. */
  notes: string[]
  /** Unusual effects of the import, for a person to look at before it goes on; empty unless it is or was held. */
  warnings: string[]
  newDepartments: string[]
  /** Departments that are recognised under another name. */
  renamedDepartments: { from: string; to: string }[]
  /** Rows applied, or undone in state `undoing`, of all rows. */
  progress: { done: number; total: number }
  actions: ('step' | 'undo' | 'release')[]
}

export interface SyncStatus {
  configured: boolean
  intervalMinutes: number
  nextAt?: string
  /** Latest runs, newest first. */
  runs: ImportView[]
}

/** A sync covers the whole organisation, so the duty must be held for all departments. */
const adminOfAll = { ...admin, everywhere: true } as const satisfies Access
const systemOfAll = { duty: 'system.admin', everywhere: true } as const satisfies Access

export const importsOperations = {
  /** Dry run. With `complete`, members of the caller's departments who are missing from the sheet will leave. */
  importCheck: op<ImportView>()(
    admin,
    v.object({ fileId, complete: v.optional(v.boolean(), false), name: v.optional(line(1, 100)) }),
  ),
  /**
   * Applies the next rows; the client calls it until the state is `applied`. An import that was held refuses IMPORT_HELD
   * until `release` says that a person has read the warnings.
   */
  importStep: op<ImportView>()(admin, v.object({ importId: id, release: v.optional(v.boolean(), false) })),
  /** Undoes the next rows; the client calls it until the state is `undone`. */
  importUndo: op<ImportView>()(admin, v.object({ importId: id })),
  importGet: op<ImportView>()(admin, v.object({ importId: id })),
  /** Newest first; `samples`, `faults`, `kept` and the lists of departments are empty. */
  imports: op<Page<ImportView>>()(admin, v.object({ page })),
  syncStatus: op<SyncStatus>()(admin, v.object({})),
  syncNow: op<SyncStatus>()(adminOfAll, v.object({})),
  /** Resumes the run that was held because it would change unusually much. */
  syncRelease: op<SyncStatus>()(adminOfAll, v.object({ importId: v.optional(id) })),
  saveSync: op<SyncStatus>()(systemOfAll, v.object({ intervalMinutes: wholeNumber(5, 10_080) })),
} as const
