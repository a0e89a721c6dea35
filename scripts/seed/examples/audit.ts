import type { AuditAction } from '#contract/features/index'
import { HOUR } from '#contract/kernel/time'
import type { AuditRow } from '../../../cloudfunctions/kernel/audit'
import { categories } from '../repairs/settings'
import { everybody, groups, requests } from './people'

type Target = AuditRow['target']
type Line = [
  hoursAgo: number,
  by: string,
  action: AuditAction,
  target: Target,
  more?: Partial<Pick<AuditRow, 'departments' | 'before' | 'after' | 'reason'>>,
]

/** The log of the last weeks, as administrators read it. */
export function auditLog(now: Date): (Omit<AuditRow, 'id'> & { _id: string })[] {
  const people = everybody()
  const person = (id: string) => people.find(({ _id }) => _id === id)!
  const member = (id: string): Target => ({ kind: 'member', id, name: person(id).name })
  const lines: Line[] = [
    ...groups(now).map(
      ({ _id: id, name, scope }, i): Line => [
        480 - i,
        'a-system',
        'saveGroup',
        { kind: 'group', id, name },
        { departments: scope, after: { name, scope: scope.join(' ') } },
      ],
    ),
    [
      300,
      'a-repair',
      'saveCategory',
      { kind: 'category', id: 'c-water', name: categories[0]!.name },
      { before: { hours: '08:30-17:30' }, after: { hours: '08:00-18:00' } },
    ],
    [
      190,
      'a-system',
      'freeze',
      member('f-frozen'),
      { departments: ['econ-fin'], reason: '手机遗失，本人要求暂停使用' },
    ],
    [
      79,
      'a-college',
      'decideJoinRequest',
      { kind: 'joinRequest', id: 'seed-request-4', name: requests(now)[3]!.name },
      { departments: ['cs-ai'], after: { state: 'refused' }, reason: requests(now)[3]!.answer },
    ],
    [
      48,
      'a-system',
      'import',
      { kind: 'import', id: 'seed-import', name: '新进教职工名册.xlsx' },
      { after: { 新增: '2', 修改: '1', 不变: '48' } },
    ],
    [
      27,
      'a-college',
      'saveMember',
      member('m-01'),
      { departments: ['cs-se'], before: { posts: '助教' }, after: { posts: '讲师' } },
    ],
    [
      20,
      'a-college',
      'reveal',
      member('s-chen'),
      { departments: ['cs-2401'], reason: '奖学金材料有误，需要电话核对' },
    ],
    [
      4,
      'a-system',
      'saveMember',
      member('m-new'),
      { departments: ['cs-se'], after: { name: '许新来', posts: '讲师' } },
    ],
  ]
  return lines.map(([hoursAgo, by, action, target, more], i) => ({
    _id: `seed-audit-${String(i + 1).padStart(2, '0')}`,
    at: new Date(+now - hoursAgo * HOUR),
    action,
    by: { id: by, name: person(by).name },
    target,
    departments: [],
    ...more,
  }))
}
