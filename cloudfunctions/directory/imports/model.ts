import type { MemberKind } from '#contract/account'
import type { Department, ImportChange, ImportFault, ImportState, ImportView } from '#contract/directory'
import { DAY, iso } from '#contract/kernel/time'
import { UNDO_DAYS } from '../../../database-schema/organisation'
import type { AuditRow } from '../../kernel/audit'
import type { Member } from '../../kernel/identity/member'

/** One person as a sheet or the internal system names them, checked and cleaned; missing fields are absent. */
export interface Entry {
  /** Line of the sheet, or number of the record in a sync. */
  line: number
  name: string
  account: string
  kind?: Exclude<MemberKind, 'outside'>
  wechat?: string
  phone?: string
  mail?: string
  office?: string
  qq?: string
  /** Absent where the source has no such column, and then the member's posts stay. */
  posts?: string[]
  /** Paths such as `计算机学院/软件工程系`. */
  departments: string[]
}

/** The fields of a member that an import reads. */
export type Known = Omit<
  Member,
  'sortKey' | 'terms' | 'shows' | 'lastKey' | 'colleagues' | 'consent' | 'audit' | 'outbox' | 'tree'
> & {
  /** The visibility of the office number, on which search terms depend. */
  shows?: Pick<Member['shows'], 'office'>
}

/** One change, with all that applying or undoing it needs. */
export interface Planned {
  change: Exclude<ImportChange, 'same'>
  /** The member's id; a new member's is derived from the import, so that a retry adds nobody twice. */
  id: string
  /** The version of the member that the change was decided on; 0 for a new member. */
  version: number
  before: Partial<Known>
  after: Partial<Known>
}

/** Rows of one document of the plan, which is one step. */
export const CHUNK = 500

export interface Chunk {
  _id: string
  importId: string
  plan: string
  at: Date
  rows: Planned[]
}

export interface Import {
  _id: string
  source: 'sheet' | 'sync'
  file: string
  state: ImportState
  at: Date
  by: { id: string; name: string }
  /** The departments it reaches, or `*`; administrators of all of them may see and continue it. */
  scope: string[]
  counts: Record<ImportChange, number>
  samples: ImportView['samples']
  faults: ImportFault[]
  /** Rows that were left alone, with the reason. */
  kept: ImportView['kept']
  /** Departments to add, parents first. */
  newDepartments: Department[]
  /** The beginning of the ids of the plan's documents. */
  plan: string
  /** Number of rows in the plan. */
  total: number
  /** Number of chunks done; an undo counts it down. */
  done: number
  /** Number of chunks done when the undo began. */
  undoFrom?: number
  version: number
  lastKey: string
  audit?: AuditRow[]
}

/** The id of the n-th document of the plan. */
export const chunkId = ({ plan }: Pick<Import, 'plan'>, n: number): string => `${plan}-${n}`

export const chunksOf = ({ total }: Pick<Import, 'total'>): number => Math.ceil(total / CHUNK)

/** The import as its administrators see it. */
export function viewOf(one: Import, now: Date): ImportView {
  return {
    id: one._id,
    source: one.source,
    file: one.file,
    state: one.state,
    at: iso(one.at),
    by: one.by.name,
    counts: one.counts,
    samples: one.samples,
    faults: one.faults,
    kept: one.kept,
    newDepartments: one.newDepartments.map(({ name }) => name),
    progress: progressOf(one),
    actions: actionsOf(one, now),
  }
}

function progressOf({ state, total, done, undoFrom = done }: Import): ImportView['progress'] {
  const rows = (chunks: number) => Math.min(chunks * CHUNK, total)
  if (state !== 'undoing' && state !== 'undone') return { done: rows(done), total }
  return { done: rows(undoFrom) - rows(done), total: rows(undoFrom) }
}

/**
 * The actions open now. A held sync has none here, because it is released on the sync's page, which shows its changes.
 */
function actionsOf({ state, total, at }: Import, now: Date): ImportView['actions'] {
  const recent = +now - +at < UNDO_DAYS * DAY
  if (state === 'checked') return total ? ['step'] : []
  if (state === 'applying') return recent ? ['step', 'undo'] : ['step']
  if (state === 'applied') return recent && total ? ['undo'] : []
  return state === 'undoing' ? ['undo'] : []
}
