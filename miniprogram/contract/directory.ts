import * as v from 'valibot'
import type { Contact, JoinRequestView, MemberKind } from './account'
import { emailAddress, fileId, id, page, phone, text, version, wholeNumber } from './kernel/fields'
import { type Access, op, type Page } from './kernel/rpc'

export const DEPARTMENT_KIND = {
  university: '学校',
  college: '学院',
  office: '机关处室',
  department: '系',
  class: '班级',
} as const
export type DepartmentKind = keyof typeof DEPARTMENT_KIND

/** The most departments one organisation has: its tree is one document. */
export const MAX_DEPARTMENTS = 2000

export interface Department {
  id: string
  name: string
  /** The department it belongs to; empty at the top. */
  parent: string
  kind: DepartmentKind
}

/** Departments in the order in which they are shown, each after the one it belongs to. */
export interface Tree {
  version: number
  departments: Department[]
  /** The departments that the caller administers. */
  administered: string[]
}

/** One line of a list of people; the names of departments are in the tree. */
export interface PersonRow {
  id: string
  name: string
  /** What the name is sorted under: `L` for 林. */
  initial: string
  kind: MemberKind
  departments: string[]
  posts: string[]
  state: 'active' | 'frozen' | 'left'
  /** False until a WeChat is bound. */
  joined: boolean
  avatar?: string
}

export const PERSON_ACTION = {
  addColleague: '加为同事',
  removeColleague: '移出同事',
  reveal: '查看完整号码',
  save: '编辑',
  freeze: '冻结',
  unfreeze: '解冻',
} as const
export type PersonAction = keyof typeof PERSON_ACTION

export interface PersonView extends PersonRow {
  account: string
  /** What the caller may see; `masked` where it is shortened, such as `138****5678`. */
  contacts: Partial<Record<Contact, { value: string; masked: boolean }>>
  /** Why and since when, for those who may unfreeze. */
  frozen?: { reason: string; at: string }
  version: number
  actions: PersonAction[]
}

/** What an import would do, or did, to a row. */
export const IMPORT_CHANGE = {
  new: '新增',
  changed: '修改',
  moved: '调部门',
  leaving: '离开',
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
  held: '已暂停',
} as const
export type ImportState = keyof typeof IMPORT_STATE

/** A cell of the sheet that cannot be taken; `column` is its heading, empty where the whole row is at fault. */
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
  /** Some of the rows of each kind: `before` and `after` say what changes, in words. */
  samples: { change: ImportChange; name: string; account: string; before?: string; after?: string }[]
  /** All of them, up to 1000. */
  faults: ImportFault[]
  /** People who were left alone, because they or their numbers were changed meanwhile, or must not leave this way. */
  kept: { name: string; account: string; reason: string }[]
  newDepartments: string[]
  /** Rows done of rows to do, in the direction of the state. */
  progress: { done: number; total: number }
  actions: ('step' | 'undo' | 'release')[]
}

export interface SyncStatus {
  configured: boolean
  intervalMinutes: number
  nextAt?: string
  /** The latest runs, newest first. */
  runs: ImportView[]
}

const admin = { duty: 'directory.admin' } as const satisfies Access
const system = { duty: 'system.admin' } as const satisfies Access
/** The whole organisation is synchronised at once. */
const adminOfAll = { ...admin, everywhere: true } as const satisfies Access
const reason = text(1, 100)
const kind = v.picklist(['staff', 'student', 'worker'])
/** What somebody is known by in the organisation: the number of a member of staff or a student. */
export const accountName = v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z0-9_.-]{1,40}$/))
export const qqNumber = v.pipe(v.string(), v.trim(), v.regex(/^\d{5,12}$/))

export const directory = {
  name: 'directory',
  ops: {
    tree: op<Tree>()('member', v.object({})),
    /** The members of one department, not of those below it. */
    department: op<Page<PersonRow>>()('member', v.object({ id, page })),
    /**
     * Every word must begin a name, its pinyin or initials, a post, a department or a number, or be a whole phone number;
     * numbers that are not shown to the caller find nobody. Numbers of six figures and more are limited an hour: TOO_OFTEN
     * has `details.again`.
     */
    search: op<Page<PersonRow>>()('member', v.object({ text: text(1, 30), kind: v.optional(kind), page })),
    person: op<PersonView>()('member', v.object({ id })),
    /** Contacts in full, for a reason that is kept; limited in number a day. */
    reveal: op<PersonView>()('member', v.object({ id, reason })),
    colleagues: op<Page<PersonRow>>()('member', v.object({ page })),
    addColleague: op<PersonView>()('member', v.object({ id })),
    removeColleague: op<PersonView>()('member', v.object({ id })),

    joinRequests: op<Page<JoinRequestView>>()(admin, v.object({ page })),
    decideJoinRequest: op<JoinRequestView>()(
      admin,
      v.pipe(
        v.object({ id, accept: v.boolean(), reason: v.optional(text(1, 100)) }),
        v.forward(
          v.partialCheck([['accept'], ['reason']], ({ accept, reason }) => accept || !!reason),
          ['reason'],
        ),
      ),
    ),
    /** Without an id a new member; fields that are left out stay, a contact that is empty goes. */
    saveMember: op<PersonView>()(
      admin,
      v.pipe(
        v.object({
          id: v.optional(id),
          version,
          name: v.optional(text(1, 20)),
          account: v.optional(accountName),
          kind: v.optional(kind),
          departments: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(10))),
          posts: v.optional(v.pipe(v.array(text(1, 30)), v.maxLength(10))),
          phone: v.optional(v.union([phone, v.literal('')])),
          mail: v.optional(v.union([emailAddress, v.literal('')])),
          wechat: v.optional(text(0, 40)),
          office: v.optional(text(0, 40)),
          qq: v.optional(v.pipe(v.string(), v.trim(), v.regex(/^(?:\d{5,12})?$/))),
        }),
        v.forward(
          v.partialCheck(
            [['id'], ['name'], ['departments']],
            ({ id, name, departments }) => !!id || (!!name && !!departments),
          ),
          ['name'],
        ),
      ),
    ),
    /** Without an id a new department, last below `parent`, or below the top; with one a new name or kind. */
    saveDepartment: op<Tree>()(
      admin,
      v.object({
        id: v.optional(id),
        version,
        name: text(1, 30),
        parent: v.optional(id),
        kind: v.optional(v.picklist(Object.keys(DEPARTMENT_KIND) as DepartmentKind[])),
      }),
    ),
    /** Under another parent, or to another place among the siblings: before `before`, else last. */
    moveDepartment: op<Tree>()(admin, v.object({ id, version, parent: id, before: v.optional(id) })),
    removeDepartment: op<Tree>()(admin, v.object({ id, version })),
    freeze: op<PersonView>()(admin, v.object({ id, reason })),
    unfreeze: op<PersonView>()(admin, v.object({ id })),

    /** A dry run; with `complete`, who is not in the sheet but in the caller's departments is leaving. */
    importCheck: op<ImportView>()(
      admin,
      v.object({ fileId, complete: v.optional(v.boolean(), false), name: v.optional(text(1, 100)) }),
    ),
    /** Applies the next rows; called until the state is `applied`. */
    importStep: op<ImportView>()(admin, v.object({ importId: id })),
    /** Takes the next rows back; called until the state is `undone`. */
    importUndo: op<ImportView>()(admin, v.object({ importId: id })),
    importGet: op<ImportView>()(admin, v.object({ importId: id })),
    /** Newest first, without samples, faults and who was kept. */
    imports: op<Page<ImportView>>()(admin, v.object({ page })),
    syncStatus: op<SyncStatus>()(admin, v.object({})),
    syncNow: op<SyncStatus>()(adminOfAll, v.object({})),
    /** Lets the run that the brake stopped go on. */
    syncRelease: op<SyncStatus>()(adminOfAll, v.object({})),
    saveSync: op<SyncStatus>()(
      { ...system, everywhere: true },
      v.object({ intervalMinutes: wholeNumber(5, 10_080) }),
    ),

    /** Mails the invitation to the next of those who have not joined; called until none is `left`. */
    invite: op<{ code: string; queued: number; left: number }>()(
      admin,
      v.object({ departmentId: v.optional(id), send: v.optional(v.boolean(), false) }),
    ),
  },
} as const
