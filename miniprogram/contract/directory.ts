import * as v from 'valibot'
import type { Contact, JoinRequestView, MemberKind, ProofsChanged } from './account'
import { admin } from './directory/access'
import { importsOperations } from './directory/imports'
import {
  accountName,
  departmentName,
  emailAddress,
  id,
  line,
  officeNumber,
  optionalQqNumber,
  page,
  personName,
  phone,
  postName,
  seenVersion,
  text,
  version,
  wechatId,
} from './kernel/fields'
import { op, type Page } from './kernel/rpc'

export * from './directory/imports'

export const DEPARTMENT_KIND = {
  university: '学校',
  college: '学院',
  office: '机关处室',
  department: '系',
  class: '班级',
} as const
export type DepartmentKind = keyof typeof DEPARTMENT_KIND

/** Limit on departments, because the tree is stored in one document. */
export const MAX_DEPARTMENTS = 2000

/** Levels of departments from the top down; a single department at the top is none of them. */
export const MAX_LEVELS = 8

export interface Department {
  id: string
  name: string
  /** Id of the parent department; empty at the top. */
  parent: string
  kind: DepartmentKind
}

/** All departments in display order, each after its parent. */
export interface Tree {
  version: number
  departments: Department[]
  /** Ids of the departments that the caller administers. */
  administered: string[]
  /** People in each department and below it, as of the last hour; empty before the first count. */
  heads: Record<string, number>
}

/** One row of a list of people; the tree holds the names of departments. */
export interface PersonRow {
  id: string
  name: string
  /** Letter under which the name is sorted: `L` for 林, `#` for none. */
  initial: string
  kind: MemberKind
  departments: string[]
  posts: string[]
  state: 'active' | 'frozen' | 'left'
  /** False until a WeChat account is bound. */
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
  confirmWechat: '确认换绑微信',
} as const
export type PersonAction = keyof typeof PERSON_ACTION

export interface PersonView extends PersonRow {
  account: string
  /** Contacts visible to the caller; `masked` ones are shortened, such as `138****5678`. */
  contacts: Partial<Record<Contact, { value: string; masked: boolean }>>
  /** Present for callers who may unfreeze. */
  frozen?: { reason: string; at: string }
  /** Present for administrators of the person and for those who grant duties. */
  proofsChanged?: ProofsChanged
  /** When another WeChat asked to be the person's; present for callers who may confirm it. */
  wechatRequest?: { at: string; confirmed: boolean }
  /** Present where the form named a person from outside: this is the membership they are offered. */
  offered?: true
  version: number
  actions: PersonAction[]
}

/** An administrator of one department writes the numbers of its people, and could be the one who asks. */
const everybody = { ...admin, everywhere: true } as const
const reason = text(1, 100)
const kind = v.picklist(['staff', 'student', 'worker'])

export const directory = {
  name: 'directory',
  ops: {
    tree: op<Tree>()('member', v.object({})),
    /** Members of one department, without its descendants. */
    department: op<Page<PersonRow>>()('member', v.object({ id, page })),
    /**
     * Each word must be a prefix of a name, its pinyin or initials, a post, a department or a number, or be a complete
     * phone number; words may also be the syllables of one name. A number that the caller may not see matches no one. Searches for numbers of six digits or more are
     * rate-limited by the hour: TOO_OFTEN carries `details.again`, the moment from which the next is allowed.
     */
    search: op<Page<PersonRow>>()('member', v.object({ text: line(1, 30), kind: v.optional(kind), page })),
    person: op<PersonView>()('member', v.object({ id })),
    /** Returns masked contacts in full; the reason is audited, the number of calls a day limited. */
    reveal: op<PersonView>()('member', v.object({ id, reason })),
    colleagues: op<Page<PersonRow>>()('member', v.object({ page })),
    addColleague: op<PersonView>()('member', v.object({ id })),
    removeColleague: op<PersonView>()('member', v.object({ id })),

    joinRequests: op<Page<JoinRequestView>>()(admin, v.object({ page })),
    decideJoinRequest: op<JoinRequestView>()(
      admin,
      v.pipe(
        v.object({ id, version: seenVersion, accept: v.boolean(), reason: v.optional(text(1, 100)) }),
        v.forward(
          v.partialCheck([['accept'], ['reason']], ({ accept, reason }) => accept || !!reason),
          ['reason'],
        ),
      ),
    ),
    /** Creates a member if `id` is absent. Absent fields stay unchanged; an empty contact is removed. */
    saveMember: op<PersonView>()(
      admin,
      v.pipe(
        v.object({
          id: v.optional(id),
          version,
          name: v.optional(personName),
          account: v.optional(accountName),
          kind: v.optional(kind),
          departments: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(10))),
          posts: v.optional(v.pipe(v.array(postName), v.maxLength(10))),
          phone: v.optional(v.union([phone, v.literal('')])),
          mail: v.optional(v.union([emailAddress, v.literal('')])),
          wechat: v.optional(wechatId),
          office: v.optional(officeNumber),
          qq: v.optional(optionalQqNumber),
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
    /** Creates a department, last below `parent` or below the top, or with `id` changes its name and kind. */
    saveDepartment: op<Tree>()(
      admin,
      v.object({
        id: v.optional(id),
        version,
        name: departmentName,
        parent: v.optional(id),
        kind: v.optional(v.picklist(Object.keys(DEPARTMENT_KIND) as DepartmentKind[])),
      }),
    ),
    /** Moves a department to another parent or position: in front of sibling `before`, or last without it. */
    moveDepartment: op<Tree>()(admin, v.object({ id, version, parent: id, before: v.optional(id) })),
    removeDepartment: op<Tree>()(admin, v.object({ id, version })),
    freeze: op<PersonView>()(admin, v.object({ id, version: seenVersion, reason })),
    unfreeze: op<PersonView>()(admin, v.object({ id, version: seenVersion })),
    /** Is the second proof of a new WeChat: the administrator has made sure in another way who asks. */
    confirmWechat: op<PersonView>()(everybody, v.object({ id, version: seenVersion })),

    ...importsOperations,

    /** Mails the invitation to the next members who have not joined; the client calls it until `left` is 0. */
    invite: op<{ code: string; queued: number; left: number }>()(
      admin,
      v.object({ departmentId: v.optional(id), send: v.optional(v.boolean(), false) }),
    ),
  },
} as const
