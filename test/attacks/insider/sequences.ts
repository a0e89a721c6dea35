import * as fc from 'fast-check'
import type { Member } from '../../../cloudfunctions/kernel/identity/member'
import { pathOf } from '../../../cloudfunctions/kernel/identity/tree'
import { departments } from '../../../scripts/seed/departments'
import { COLLEGE, EVIL_MAILS, EVIL_PHONES, IDS, initial, SYSTEM_OF_CS } from './people'

export type Step = { by: string } & (
  | { kind: 'edit'; id: string; change: Record<string, unknown> }
  | { kind: 'exchange'; field: 'account' | 'phone' | 'mail'; first: string; second: string }
  | { kind: 'create'; change: Record<string, unknown> }
  | { kind: 'sheet'; lines: string[][]; complete: boolean }
  | { kind: 'undo'; nth: number }
  | { kind: 'sync' }
  | { kind: 'apply'; account: string; phone?: string; accept: boolean }
  | { kind: 'group'; members: string[]; scope: string; application: string; contacts: boolean }
  | { kind: 'grant'; id: string; duty: string; scope: string; remove: boolean }
  | { kind: 'freeze' | 'unfreeze' | 'person' | 'reveal' | 'why'; id: string }
  | { kind: 'code'; address: string }
  | { kind: 'rename' | 'move'; id: string; name: string; parent: string }
  | { kind: 'search'; text: string }
)

export const rowOf = (id: string) => initial.find(({ _id }) => _id === id)!
const ACCOUNTS = ['EVIL1', 'EVIL2', ...initial.flatMap(({ account }) => account ?? [])]
const PHONES = [...EVIL_PHONES, ...IDS.filter(id => id !== 'v-hidden').flatMap(id => rowOf(id).phone ?? [])]
const MAILS = [...EVIL_MAILS, ...IDS.filter(id => id !== 'v-hidden').flatMap(id => rowOf(id).mail ?? [])]
const HOMES = ['cs', 'cs-se', 'cs-ai', 'lit-cn', 'university']
/** Without the college itself: the personnel system, which knows it by its name, would make another one. */
const INNER = HOMES.filter(home => home !== 'cs')
const PATHS = [
  '计算机学院',
  '计算机学院/软件工程系',
  '文学院/中文系',
  '文学院/中文系;计算机学院',
  '计算机学院/新系',
]
const DUTIES = ['system.admin', 'directory.admin', 'room.admin', 'repair.admin', 'notice.sender']
/** Addresses whose codes the insiders read. */
export const OWN_ADDRESSES = [
  ...EVIL_PHONES,
  ...EVIL_MAILS,
  ...[COLLEGE, SYSTEM_OF_CS].flatMap(id => [rowOf(id).phone!, rowOf(id).mail!]),
]

const one = <T>(values: readonly T[]) => fc.constantFrom(...values)
const id = one(IDS)
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 })
const draft = fc.record({
  name: optional(one(['改名了', ...IDS.map(each => rowOf(each).name)])),
  account: optional(one(ACCOUNTS)),
  phone: optional(one([...PHONES, ''])),
  mail: optional(one([...MAILS, ''])),
  kind: optional(one(['staff', 'student', 'worker'])),
  departments: optional(fc.uniqueArray(one(HOMES), { minLength: 1, maxLength: 2 })),
  posts: optional(one([[], ['校长']])),
  wechat: optional(fc.constant('x')),
})

/** A change of one field, which is refused for nothing else. */
const single = fc.oneof(
  fc.record({ phone: one(EVIL_PHONES) }),
  fc.record({ mail: one(EVIL_MAILS) }),
  fc.record({ account: one(ACCOUNTS) }),
  fc.record({ name: fc.constant('改名了') }),
)

type Cells = Record<'name' | 'account' | 'phone' | 'mail' | 'path' | 'posts', string>
const sheetLine = ({ name, account, phone, mail, path, posts }: Cells): string[] => [
  name,
  account,
  'x',
  phone,
  mail,
  path,
  posts,
]

/** The cells of the member; a member without account or department has those that the insiders would write. */
const ownCells = (row: Member): Cells => ({
  name: row.name,
  account: row.account ?? 'EVIL1',
  phone: row.phone ?? '',
  mail: row.mail ?? '',
  path: row.departments.map(home => pathOf(departments, home)).join(';') || PATHS[0]!,
  posts: row.posts.join('/'),
})

const theirs = {
  name: fc.constant('改名了'),
  account: one(ACCOUNTS),
  phone: one([...EVIL_PHONES, '']),
  mail: one([...EVIL_MAILS, '']),
  path: one(PATHS),
  posts: one(['', '校长']),
}

/** A line that names a member of the cast by one of the fields that find people, with other cells of the insiders'. */
const bold = fc.record({ ...theirs, of: id, by: one(['account', 'phone', 'mail'] as const) }).map(cells => {
  const own = ownCells(rowOf(cells.of))
  return sheetLine({ ...cells, [cells.by]: own[cells.by] || cells[cells.by] })
})

/** A line of a member of the cast as it is, but for one cell, which spoils no more of a sheet than it must. */
const careful = fc
  .record({ ...theirs, of: id, cell: one(Object.keys(theirs) as (keyof Cells)[]) })
  .map(cells => sheetLine({ ...ownCells(rowOf(cells.of)), [cells.cell]: cells[cells.cell] }))

const sheet = fc.record({
  lines: fc.oneof(
    careful.map(only => [only]),
    fc.array(fc.oneof(bold, careful), { minLength: 1, maxLength: 3 }),
  ),
  complete: fc.boolean(),
})

const steps: Record<string, [by: string, arbitrary: fc.Arbitrary<object>][]> = {
  [COLLEGE]: [
    ['edit', fc.record({ id, change: draft })],
    ['edit', fc.record({ id, change: single })],
    ['edit', fc.record({ id, change: single })],
    ['exchange', fc.record({ field: one(['account', 'phone', 'mail']), first: id, second: id })],
    ['create', fc.record({ change: draft })],
    ['sheet', sheet],
    ['sheet', sheet],
    ['undo', fc.record({ nth: fc.nat(2) })],
    ['freeze', fc.record({ id })],
    ['unfreeze', fc.record({ id })],
    ['reveal', fc.record({ id })],
    ['rename', fc.record({ id: one(INNER), name: one(['文学院', '新名字']), parent: one(HOMES) })],
    ['move', fc.record({ id: one(HOMES), name: fc.constant(''), parent: one(HOMES) })],
  ],
  [SYSTEM_OF_CS]: [
    [
      'group',
      fc.record({
        members: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }),
        scope: one(['cs', 'lit', '*']),
        application: one(['room', 'repair']),
        contacts: fc.boolean(),
      }),
    ],
    [
      'grant',
      fc.record({ id, duty: one(DUTIES), scope: one(['cs', 'cs-se', 'lit', '*']), remove: fc.boolean() }),
    ],
    ['why', fc.record({ id })],
  ],
}
const EVERYBODY: [string, fc.Arbitrary<object>][] = [
  ['code', fc.record({ address: one([...OWN_ADDRESSES, ...PHONES]) })],
  ['person', fc.record({ id })],
  ['search', fc.record({ text: one(['白看不见', 'bai', '19900009888']) })],
  ['sync', fc.record({})],
]
const STRANGERS: [string, fc.Arbitrary<object>][] = [
  ['apply', fc.record({ account: one(ACCOUNTS), phone: optional(one(PHONES)), accept: fc.boolean() })],
  ['code', fc.record({ address: one(OWN_ADDRESSES) })],
]

/** Up to twenty steps by some of the insiders, alone or together. */
export const sequences = (insiders: readonly string[]): fc.Arbitrary<Step[]> =>
  fc
    .subarray([...insiders], { minLength: 1 })
    .chain(some =>
      fc.array(
        fc.oneof(
          ...some.flatMap(by =>
            [...(steps[by] ?? STRANGERS), ...EVERYBODY].map(([kind, more]) =>
              more.map(rest => ({ by, kind, ...rest }) as Step),
            ),
          ),
        ),
        { minLength: 1, maxLength: 20 },
      ),
    )
