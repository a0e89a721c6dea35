import type { CodedProof, MemberKind } from '#contract/account'
import type { Department, ImportChange, ImportFault, ImportState, ImportView } from '#contract/directory'
import { DAY, iso } from '#contract/kernel/time'
import { UNDO_DAYS } from '../../../database-schema/organisation'
import type { AuditRow } from '../../kernel/audit'
import type { SubjectEvent } from '../../kernel/events/event'
import type { Member, ProofsChange } from '../../kernel/identity/member'
import type { Message } from '../../kernel/messages/message'

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
  /** Each department as the names from the top down: `['计算机学院', '软件工程系']`. */
  departments: string[][]
}

/** The fields of a member that an import reads. */
export type Known = Omit<
  Member,
  | 'sortKey'
  | 'terms'
  | 'shows'
  | 'lastKey'
  | 'colleagues'
  | 'consent'
  | 'audit'
  | 'outbox'
  | 'tree'
  | 'proofsChanged'
> & {
  proofsChanged?: Pick<ProofsChange, 'unproved'>
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
  /** Phone or mail that the person had not proved when it was decided. */
  unproved?: CodedProof[]
}

/** Rows of one document of the plan, and of one step; more only where people exchange numbers. */
export const CHUNK = 500

export interface Chunk {
  _id: string
  importId: string
  plan: string
  at: Date
  rows: Planned[]
}

/** A department under another name. */
export interface Renaming {
  id: string
  from: string
  to: string
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
  /** Remarks of the check: what of the sheet was not read. */
  notes: string[]
  /** Why the brake holds the import; empty where it does not. */
  warnings: string[]
  /** Departments to make, each after the one it belongs to. */
  newDepartments: Department[]
  /** Departments that get another name. */
  renamedDepartments: Renaming[]
  /** Beginning of the ids of the plan's documents. */
  plan: string
  /** Number of rows in the plan. */
  total: number
  /** Rows of each chunk. */
  sizes: number[]
  /** Chunks that are done; going down while it is taken back. */
  done: number
  /** Number of chunks done when the undo began. */
  undoFrom?: number
  version: number
  lastKey: string
  audit?: AuditRow[]
  events?: SubjectEvent[]
  outbox?: Message[]
}

/** The id of the n-th document of the plan. */
export const chunkId = ({ plan }: Pick<Import, 'plan'>, n: number): string => `${plan}-${n}`

export const chunksOf = ({ sizes }: Pick<Import, 'sizes'>): number => sizes.length

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
    notes: one.notes,
    warnings: one.warnings,
    newDepartments: one.newDepartments.map(({ name }) => name),
    renamedDepartments: one.renamedDepartments.map(({ from, to }) => ({ from, to })),
    progress: progressOf(one),
    actions: actionsOf(one, now),
  }
}

function progressOf({ state, total, sizes, done, undoFrom = done }: Import): ImportView['progress'] {
  const rows = (chunks: number) => sizes.slice(0, chunks).reduce((sum, size) => sum + size, 0)
  if (state !== 'undoing' && state !== 'undone') return { done: rows(done), total }
  return { done: rows(undoFrom) - rows(done), total: rows(undoFrom) }
}

/** A run of the sync that is held is released on the page of the sync, where one sees what would happen. */
function actionsOf({ state, source, sizes, at }: Import, now: Date): ImportView['actions'] {
  const recent = +now - +at < UNDO_DAYS * DAY
  if (state === 'checked') return ['step']
  if (state === 'held') return source === 'sheet' ? ['step'] : []
  if (state === 'applying') return recent ? ['step', 'undo'] : ['step']
  if (state === 'applied') return recent && sizes.length ? ['undo'] : []
  return state === 'undoing' ? ['undo'] : []
}
