import { DAY, HOUR } from '#contract/kernel/time'
import type { Chunk, Import, Planned } from '../../../cloudfunctions/directory/imports/model'
import type { Member } from '../../../cloudfunctions/kernel/identity/member'
import { newMember } from '../../../cloudfunctions/kernel/identity/member-index'
import { departments } from '../departments'
import { members } from '../members'

const APPLIED = 'seed-import'

const NEW: Pick<Member, '_id' | 'name' | 'account' | 'departments' | 'posts' | 'phone' | 'kind'>[] = [
  {
    _id: 'n-01',
    name: '梁入新',
    account: '10951',
    kind: 'staff',
    departments: ['library'],
    posts: ['馆员'],
    phone: '19900009821',
  },
  {
    _id: 'n-02',
    name: '贺新知',
    account: '10952',
    kind: 'staff',
    departments: ['econ-fin'],
    posts: ['讲师'],
    phone: '19900009822',
  },
]

/** A member with another post, and the post they had. */
const CHANGED = { id: 'm-15', posts: ['教授', '金融系主任'] }

const before = members.find(({ _id }) => _id === CHANGED.id)!

const ROWS: Planned[] = [
  ...NEW.map(({ _id: id, ...after }) => ({ change: 'new' as const, id, version: 0, before: {}, after })),
  {
    change: 'changed',
    id: CHANGED.id,
    version: before.version,
    before: stateOf(before),
    after: { ...stateOf(before), posts: CHANGED.posts },
  },
]

/** The fields that an import compares. */
function stateOf({ name, account, kind, posts, departments: homes, phone, mail, state, shows }: Member) {
  return { name, account, kind, posts, departments: homes, phone, mail, state, shows }
}

/** The roster as the import left it. */
export const withImported = (roster: Member[]): Member[] => [
  ...roster.map(member =>
    member._id === CHANGED.id
      ? newMember(
          { ...member, posts: CHANGED.posts, importId: APPLIED, version: member.version + 1 },
          departments,
        )
      : member,
  ),
  ...NEW.map(row => newMember({ ...row, importId: APPLIED, lastKey: `import ${APPLIED}` }, departments)),
]

const NONE = { new: 0, changed: 0, moved: 0, leaving: 0, offered: 0, same: 0 }

const one = (now: Date, rest: Partial<Import> & Pick<Import, '_id' | 'file' | 'state' | 'by'>): Import => ({
  source: 'sheet',
  at: new Date(+now - 2 * DAY),
  scope: ['*'],
  counts: NONE,
  samples: [],
  faults: [],
  kept: [],
  notes: [],
  warnings: [],
  newDepartments: [],
  renamedDepartments: [],
  plan: `${rest._id}-plan`,
  total: 0,
  sizes: [],
  done: 0,
  version: 1,
  lastKey: '',
  ...rest,
})

/** An import that can be undone, and one of a college whose sheet had faults. */
export const imports = (now: Date): Import[] => [
  one(now, {
    _id: APPLIED,
    file: '新进教职工名册.xlsx',
    state: 'applied',
    by: { id: 'a-system', name: '沈系明' },
    counts: { ...NONE, new: NEW.length, changed: 1, same: 48 },
    samples: [
      ...NEW.map(({ name, account = '', posts }) => ({
        change: 'new' as const,
        name,
        account,
        after: posts.join('/'),
      })),
      {
        change: 'changed',
        name: before.name,
        account: before.account ?? '',
        before: `职位 ${before.posts.join('/')}`,
        after: `职位 ${CHANGED.posts.join('/')}`,
      },
    ],
    total: ROWS.length,
    sizes: [ROWS.length],
    done: 1,
    version: 3,
  }),
  one(now, {
    _id: 'seed-import-faulty',
    at: new Date(+now - 5 * HOUR),
    file: '计算机学院新生.csv',
    state: 'faulty',
    by: { id: 'a-college', name: '高砚秋' },
    scope: ['cs'],
    faults: [
      { line: 4, column: '手机', reason: '手机号应是 11 位数字' },
      { line: 9, column: '部门', reason: '“文学院/中文系”不在你的管理范围内' },
    ],
  }),
]

/** The changes of the import that can be undone. */
export const importRows = (now: Date): Chunk[] =>
  imports(now)
    .filter(({ sizes }) => sizes.length)
    .map(({ _id: importId, plan, at }) => ({ _id: `${plan}-0`, importId, plan, at, rows: ROWS }))
