import type { CodedProof, MemberKind } from '#contract/account'
import type { Department, ImportChange, ImportFault, ImportState, ImportView } from '#contract/directory'
import { DAY, iso } from '#contract/kernel/time'
import { UNDO_DAYS } from '../../../database-schema/organisation'
import type { AuditRow } from '../../kernel/audit'
import type { Member, ProofsChange } from '../../kernel/identity/member'

/** One person as a sheet or the internal system names them, checked and clean; what is not given is not there. */
export interface Entry {
  /** Line of the sheet; number of the record where there is no sheet. */
  line: number
  name: string
  account: string
  kind?: Exclude<MemberKind, 'outside'>
  wechat?: string
  phone?: string
  mail?: string
  office?: string
  qq?: string
  /** Absent where the source has no such column: then posts stay as they are. */
  posts?: string[]
  /** Paths such as `计算机学院/软件工程系`. */
  departments: string[]
}

/** What an import has to know of a member. */
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
  /** Whether the person is found by it. */
  shows?: Pick<Member['shows'], 'office'>
}

/** One change, with what was there before: all that applying it, or taking it back, needs. */
export interface Planned {
  change: Exclude<ImportChange, 'same'>
  /** The member's; a new member's is derived from the import, so that nobody is made twice. */
  id: string
  /** The version it was decided on; 0 for somebody new. */
  version: number
  before: Partial<Known>
  after: Partial<Known>
  /** Phone or mail that the person had not proved when it was decided. */
  unproved?: CodedProof[]
}

/** Rows of one document of the plan, and of one step. */
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
  /** The departments it reaches, or `*`: who administers all of them may see it and go on with it. */
  scope: string[]
  counts: Record<ImportChange, number>
  samples: ImportView['samples']
  faults: ImportFault[]
  /** Rows that were left alone, and why. */
  kept: ImportView['kept']
  /** Departments to make, each after the one it belongs to. */
  newDepartments: Department[]
  /** Beginning of the ids of the plan's documents. */
  plan: string
  /** Rows to do. */
  total: number
  /** Chunks that are done; going down while it is taken back. */
  done: number
  /** Chunks that were done when somebody began to take it back. */
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

/** A run of the sync that is held is released on the page of the sync, where one sees what would happen. */
function actionsOf({ state, total, at }: Import, now: Date): ImportView['actions'] {
  const recent = +now - +at < UNDO_DAYS * DAY
  if (state === 'checked') return total ? ['step'] : []
  if (state === 'applying') return recent ? ['step', 'undo'] : ['step']
  if (state === 'applied') return recent && total ? ['undo'] : []
  return state === 'undoing' ? ['undo'] : []
}
