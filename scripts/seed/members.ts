import type { Duty } from '#contract/features/index'
import { DEFAULT_VISIBILITY, newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { departments } from './departments'

/** The people one can be in the preview: `_id`, name, kind, departments, posts, duties. */
const personas: Person[] = [
  ['t-lin', '林知微', 'staff', ['cs-se'], ['副教授'], {}],
  ['t-su', '苏青禾', 'staff', ['lit-cn'], ['讲师'], {}],
  ['s-chen', '陈小满', 'student', ['cs-2401'], [], {}],
  ['a-college', '高砚秋', 'staff', ['cs'], ['学院办公室主任'], { 'directory.admin': ['cs'] }],
  ['a-room', '方既白', 'staff', ['office'], ['会务管理员'], { 'room.admin': ['*'] }],
  ['d-logistics', '程望舒', 'staff', ['logistics'], ['维修调度员'], { 'repair.dispatcher': ['*'] }],
  ['w-zhao', '赵长庚', 'worker', ['logistics'], ['水电维修工'], { 'repair.worker': ['*'] }],
  ['w-qian', '钱木生', 'worker', ['logistics'], ['木工'], { 'repair.worker': ['*'] }],
  ['k-store', '孙守仓', 'worker', ['logistics'], ['库房管理员'], { 'repair.keeper': ['*'] }],
  [
    'a-system',
    '沈系明',
    'staff',
    ['it'],
    ['信息中心主任'],
    { 'system.admin': ['*'], 'directory.admin': ['*'] },
  ],
  ['f-frozen', '石凝霜', 'staff', ['econ-fin'], ['讲师'], {}],
]

type Person = [
  id: string,
  name: string,
  kind: 'staff' | 'student' | 'worker',
  departments: string[],
  posts: string[],
  duties: Record<string, string[]>,
]

const SURNAMES = '江柳叶白卢秦顾温沐夏'
const GIVEN = ['云舒', '子衿', '南星', '听澜', '予安', '修远', '若水', '怀瑾', '思齐', '明夷']
const HOMES: [department: string, kind: 'staff' | 'student', post: string][] = [
  ['cs-se', 'staff', '讲师'],
  ['cs-2401', 'student', ''],
  ['lit-cn', 'staff', '副教授'],
  ['lit-2401', 'student', ''],
  ['econ-fin', 'staff', '教授'],
  ['econ-2401', 'student', ''],
  ['cs-ai', 'staff', '讲师'],
  ['cs-2402', 'student', ''],
  ['library', 'staff', '馆员'],
  ['it', 'staff', '工程师'],
]

/** Fifty more, so that lists have something to show. */
const others: Person[] = Array.from({ length: 50 }, (_, i) => {
  const [department, kind, post] = HOMES[i % HOMES.length]!
  const name = SURNAMES[(i * 3 + Math.floor(i / 10)) % 10]! + GIVEN[(i + Math.floor(i / 10)) % 10]!
  return [`m-${String(i + 1).padStart(2, '0')}`, name, kind, [department], post ? [post] : [], {}]
})

/** People added later, at the end, so that the numbers of the others stay. */
const newcomers: Person[] = [
  [
    'a-repair',
    '岳知行',
    'staff',
    ['logistics'],
    ['后勤处处长'],
    { 'repair.admin': ['*'], 'repair.dispatcher': ['*'] },
  ],
]

/** Phone numbers of the range 1990000xxxx, which belong to no real person; every third person keeps theirs private. */
export const members = [...personas, ...others, ...newcomers].map(
  ([_id, name, kind, homes, posts, duties], i) => ({
    ...newMember(
      {
        _id,
        name,
        kind,
        departments: homes,
        posts,
        openid: `o-${_id}`,
        account: String(kind === 'student' ? 24_000_001 + i : 10_001 + i),
        state: _id === 'f-frozen' ? 'frozen' : 'active',
        phone: `1990000${String(i + 1).padStart(4, '0')}`,
        mail: `${_id}@example.edu`,
        shows: { ...DEFAULT_VISIBILITY, phone: i % 3 !== 2 ? 'everyone' : 'nobody' },
        duties: Object.entries(duties).map(([duty, scope]) => ({ duty: duty as Duty, scope })),
        ...(Object.values(duties).some(scope => !scope.includes('*')) && { scoped: 'tree' }),
      },
      departments,
    ),
    openid: `o-${_id}`,
  }),
)

/** The openids to choose from in the preview and in tests: the members with a part to play, and a stranger. */
export const personaOpenids = [...personas, ...newcomers].map(([id]) => `o-${id}`)
export const STRANGER = { id: 'stranger', name: '陌生人', roles: ['stranger'], openid: 'o-stranger' }
