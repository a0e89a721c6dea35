import { contracts as served } from '#contract/contracts'
import type { Department } from '#contract/directory'
import { DUTIES, type Duty } from '#contract/features/index'
import type { Access } from '#contract/kernel/rpc'
import { admit } from '../../cloudfunctions/kernel/identity/actor'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { can, canGrant, departmentsWithin, explain } from '../../cloudfunctions/kernel/identity/policy'
import { contracts } from '../../scripts/local-cloud/contract'
import { aMember } from '../make/rooms'

const ALL_DUTIES = Object.keys(DUTIES) as Duty[]

/** The whole of a small organisation: two colleges, one with a department and its class. */
const PARENT: Record<string, string> = { top: '', a: 'top', a1: 'a', a11: 'a1', a2: 'a', b: 'top' }
const tree: Department[] = Object.entries(PARENT).map(([id, parent]) => ({
  id,
  parent,
  name: id,
  kind: 'department',
}))

/** Reviewed by people: held for the departments at the left, a duty reaches those at the right. */
const REACHES: [scope: string[], reached: string[]][] = [
  [['*'], ['top', 'a', 'a1', 'a11', 'a2', 'b', 'gone']],
  [['top'], ['top', 'a', 'a1', 'a11', 'a2', 'b']],
  [['a'], ['a', 'a1', 'a11', 'a2']],
  [['a1'], ['a1', 'a11']],
  [['a11'], ['a11']],
  [['b'], ['b']],
  [
    ['b', 'a1'],
    ['a1', 'a11', 'b'],
  ],
  [['gone'], ['gone']],
  [[], []],
]
const PLACES = [...Object.keys(PARENT), 'gone']

const holder = (duty: Duty, scope: string[], change: Partial<Member> = {}): Member => ({
  ...aMember('x'),
  duties: [{ duty, scope }],
  tree,
  ...change,
})

describe.each(REACHES)('E-44: a duty held for %j', (scope, reached) => {
  test.each(ALL_DUTIES)('is %s there and nowhere else, and no other duty', held => {
    for (const asked of ALL_DUTIES) {
      const where = PLACES.filter(place => can(holder(held, scope), asked, place))
      expect([asked, where.sort()]).toEqual([asked, held === asked ? [...reached].sort() : []])
    }
  })

  test('is listed as what it reaches', () => {
    const listed = departmentsWithin(holder('room.admin', scope), 'room.admin')
    expect(listed === '*' ? ['*'] : listed.sort()).toEqual(scope.includes('*') ? ['*'] : [...reached].sort())
    expect(departmentsWithin(holder('room.admin', scope), 'notice.sender')).toEqual([])
  })

  test('may be given on for just that, and a system administrator gives every duty for their part', () => {
    for (const held of ['room.admin', 'system.admin'] as const)
      for (const duty of ALL_DUTIES) {
        const given = PLACES.filter(place => canGrant(holder(held, scope), { duty, scope: [place] }))
        // Repairs are everybody's: who holds less than everything gives none of them.
        const partly = !duty.startsWith('repair.') || scope.includes('*')
        const expected = partly && (held === 'system.admin' || duty === held) ? reached : []
        expect([held, duty, given.sort()]).toEqual([held, duty, [...expected].sort()])
        const everywhere = scope.includes('*') && (held === 'system.admin' || duty === held)
        expect(canGrant(holder(held, scope), { duty, scope: ['*'] })).toBe(everywhere)
        if (expected.length)
          expect(canGrant(holder(held, scope), { duty, scope: [expected[0]!, '*'] })).toBe(everywhere)
      }
  })
})

test('two grants of one duty reach what both reach', () => {
  const duties = [
    { duty: 'room.admin' as const, scope: ['b'] },
    { duty: 'room.admin' as const, scope: ['a1'], group: 'g' },
    { duty: 'notice.sender' as const, scope: ['*'] },
  ]
  const member = holder('room.admin', [], { duties })
  expect(PLACES.filter(place => can(member, 'room.admin', place))).toEqual(['a1', 'a11', 'b'])
})

test('without the tree a duty reaches the very department and nothing below it', () => {
  expect(can(holder('room.admin', ['a'], { tree: undefined }), 'room.admin', 'a')).toBe(true)
  expect(can(holder('room.admin', ['a'], { tree: undefined }), 'room.admin', 'a1')).toBe(false)
})

/** Reviewed by people: who gets through the gate of each access, and what the others are told. */
const PEOPLE: Record<string, Member | null> = {
  stranger: null,
  frozen: holder('room.admin', ['*'], { state: 'frozen' }),
  left: holder('room.admin', ['*'], { state: 'left' }),
  outside: holder('room.admin', ['*'], { kind: 'outside' }),
  student: holder('notice.sender', ['*'], { kind: 'student' }),
  admin: holder('room.admin', ['b']),
}
const GATES: [Access, Record<string, string>][] = [
  ['anyone', { stranger: 'in', frozen: 'in', left: 'in', outside: 'in', student: 'in', admin: 'in' }],
  [
    'joined',
    {
      stranger: 'NOT_MEMBER',
      frozen: 'FROZEN',
      left: 'NOT_MEMBER',
      outside: 'in',
      student: 'in',
      admin: 'in',
    },
  ],
  [
    'member',
    {
      stranger: 'NOT_MEMBER',
      frozen: 'FROZEN',
      left: 'NOT_MEMBER',
      outside: 'FORBIDDEN',
      student: 'in',
      admin: 'in',
    },
  ],
  [
    { duty: 'room.admin' },
    {
      stranger: 'NOT_MEMBER',
      frozen: 'FROZEN',
      left: 'NOT_MEMBER',
      outside: 'FORBIDDEN',
      student: 'FORBIDDEN',
      admin: 'in',
    },
  ],
  [
    'console',
    {
      stranger: 'NOT_MEMBER',
      frozen: 'FROZEN',
      left: 'NOT_MEMBER',
      outside: 'FORBIDDEN',
      student: 'FORBIDDEN',
      admin: 'FORBIDDEN',
    },
  ],
]

test.each(GATES)(
  'the gate of %j lets in whom the table says, and the explanation says the same',
  (access, expected) => {
    const outcome = (who: Member | null) => {
      try {
        admit(who, access)
        return 'in'
      } catch (refusal) {
        return (refusal as { code: string }).code
      }
    }
    for (const [name, who] of Object.entries(PEOPLE)) {
      expect([name, outcome(who)]).toEqual([name, expected[name]])
      const { allowed, rules } = explain(who, access)
      expect([name, allowed]).toEqual([name, expected[name] === 'in'])
      expect(allowed).toBe(rules.every(({ ok }) => ok))
    }
  },
)

test.each(REACHES)(
  'B9: the explanation for a department agrees with the policy, held for %j',
  (scope, reached) => {
    for (const place of PLACES) {
      const { allowed, rules } = explain(holder('room.admin', scope), { duty: 'room.admin' }, place)
      expect([place, allowed]).toEqual([place, reached.includes(place)])
      expect(rules.at(-1)).toMatchObject({ rule: 'scope', ok: allowed, scope })
    }
  },
)

test('B9: of several grants, the explanation names the one that decides', () => {
  const duties = [
    { duty: 'room.admin' as const, scope: ['b'], group: 'other' },
    { duty: 'room.admin' as const, scope: ['a'], group: 'deciding' },
  ]
  const member = holder('room.admin', [], { duties })
  expect(explain(member, { duty: 'room.admin' }, 'a11').rules.at(-1)).toMatchObject({
    ok: true,
    group: 'deciding',
  })
  expect(explain(member, { duty: 'room.admin' }, 'a2').rules.at(-1)).toMatchObject({ scope: ['b', 'a'] })
})

test('every function there is can be asked about', () => {
  expect(Object.keys(served).sort()).toEqual(contracts.map(({ name }) => name).sort())
})
