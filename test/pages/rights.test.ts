import * as v from 'valibot'
import { type AuditEntry, access, type Explanation, type GroupView } from '#contract/access'
import { ACTIONS, auditCard, filtersInput, NO_FILTERS } from '../../miniprogram/features/access/audit/view'
import { answerFrom, QUESTIONS } from '../../miniprogram/features/access/explain-access/view'
import { faultsOf, formOf, inputOf } from '../../miniprogram/features/access/group-edit/view'
import { groupCard, rightsWords } from '../../miniprogram/features/access/groups/view'
import { entriesFor } from '../../miniprogram/features/directory/organisation/admin/view'
import { profile } from '../../miniprogram/pages/me/view'
import { contracts } from '../../scripts/local-cloud/contract'
import { departments } from '../../scripts/seed/departments'

const NOW = Date.parse('2026-03-04T09:10:00+08:00')
const people = ['林知微', '苏青禾', '高砚秋', '方既白'].map((name, i) => ({ id: `m-${i}`, name }))

const aGroup = (part: Partial<GroupView> = {}): GroupView => ({
  id: 'g',
  name: '计院',
  members: people.slice(0, 2),
  scope: ['cs'],
  contacts: false,
  version: 3,
  rights: [{ application: 'room', send: false, manage: true }],
  ...part,
})

test('E-57: a group tells its members, what they may do, and where', () => {
  const textsOf = (group: GroupView) => groupCard(departments)(group).card.lines.map(({ text }) => text)
  expect(groupCard(departments)(aGroup())).toMatchObject({ id: 'g', card: { title: '计院', buttons: [] } })
  expect(textsOf(aGroup())).toEqual(['林知微、苏青禾', '会议室：管理', '范围：计算机学院'])
  const large = aGroup({ members: people, scope: ['*'], contacts: true, rights: [] })
  expect(textsOf(large)).toEqual(['林知微、苏青禾、高砚秋等 4 人', '通讯录：管理', '范围：全部部门'])
  const empty = aGroup({ members: [], scope: ['gone'] })
  expect(textsOf(empty)).toEqual(['还没有成员', '会议室：管理', '范围：已删除的部门'])
})

test('E-58: 发消息 and 管理 are told apart', () => {
  const both = { application: 'notice', send: true, manage: true }
  expect(rightsWords({ rights: [both], contacts: true })).toBe('通知公告：发消息、管理；通讯录：管理')
  expect(rightsWords({ rights: [{ ...both, application: 'repair' }], contacts: false })).toBe(
    '报修：受理和派工、管理',
  )
  expect(rightsWords({ rights: [], contacts: false })).toBe('没有权限')
})

test('a right that opens nothing is offered to no group, and stays with the groups that have it', () => {
  const offered = (group?: GroupView) => formOf(group).rights.map(({ id }) => id)
  expect(offered()).toEqual(expect.arrayContaining(['room.manage', 'repair.manage']))
  expect(offered()).not.toContain('notice.send')
  const holding = aGroup({ rights: [{ application: 'notice', send: true, manage: false }] })
  expect(offered(holding)).toContain('notice.send')
  expect(inputOf(formOf(holding)).rights).toEqual(holding.rights)
  const me = { state: 'active', kind: 'staff', duties: ['notice.sender', 'room.admin'] } as const
  expect(profile({ ...me, duties: [...me.duties] }).duties).toEqual(['会议室管理员'])
})

test('a group opened in the form and saved unchanged stays what it was', () => {
  const group = aGroup({ contacts: true })
  const { id, version, ...same } = group
  expect(inputOf(formOf(group))).toEqual({ ...same, members: ['m-0', 'm-1'] })
  expect(inputOf(formOf(aGroup({ scope: ['*'] }))).scope).toEqual(['*'])
  expect(v.safeParse(access.ops.saveGroup.input, inputOf(formOf(group))).success).toBe(true)
})

test('a form that gives nothing, or nowhere, is not sent', () => {
  const form = formOf(aGroup())
  expect(faultsOf(form)).toEqual({})
  expect(faultsOf({ ...form, name: ' ' })).toEqual({ name: expect.stringMatching('名称') })
  expect(faultsOf({ ...form, rights: [] })).toEqual({ rights: expect.stringMatching('权限') })
  expect(faultsOf({ ...form, rights: [], contacts: true })).toEqual({})
  expect(faultsOf({ ...form, departments: [] })).toEqual({ departments: expect.stringMatching('范围') })
  expect(faultsOf({ ...form, departments: [], everywhere: true })).toEqual({})
  expect(Object.keys(faultsOf({ ...form, rights: [], departments: [] }))).toEqual(['rights', 'departments'])
})

test('every operation that can be asked about exists', () => {
  const existing = contracts.flatMap(({ name, ops }) => Object.keys(ops).map(op => `${name}.${op}`))
  expect(QUESTIONS.filter(one => !existing.includes(`${one.function}.${one.op}`))).toEqual([])
  expect(new Set(QUESTIONS.map(({ text }) => text)).size).toBe(QUESTIONS.length)
})

test.each<[Explanation['rules'][number], string]>([
  [{ rule: 'state', ok: false }, '账号已冻结，或者已经离开'],
  [{ rule: 'kind', ok: false }, '是校外人员，只能报修'],
  [{ rule: 'console', ok: false }, '只能在云控制台里运行，任何成员都不行'],
  [{ rule: 'duty', ok: false, duty: 'room.admin' }, '不是会议室管理员'],
  [
    { rule: 'duty', ok: true, duty: 'room.admin', scope: ['cs'], group: '计院' },
    '是会议室管理员，范围：计算机学院，来自管理组“计院”',
  ],
  [
    { rule: 'scope', ok: false, duty: 'room.admin', scope: ['cs', 'lit'] },
    '超出了负责的范围，范围只有：计算机学院、文学院',
  ],
])('B9: %j is told in words', (rule, words) => {
  const { allowed, title, lines } = answerFrom('林知微', { allowed: rule.ok, rules: [rule] }, departments)
  expect({ allowed, title, lines }).toEqual({
    allowed: rule.ok,
    title: `林知微${rule.ok ? '可以' : '不可以'}`,
    lines: [{ ok: rule.ok, text: words }],
  })
})

test('an entry of the audit says what changed, and nothing of what did not', () => {
  const entry: AuditEntry = {
    id: 'a',
    at: '2026-03-04T09:05:00+08:00',
    action: 'saveGroup',
    reason: '交接',
    by: { id: 'x', name: '沈系明' },
    target: { kind: 'group', id: 'g', name: '计院' },
    before: { name: '计院', scope: 'cs lit', duties: '' },
    after: { name: '计院', scope: '*', duties: 'room.admin notice.sender' },
  }
  const card = auditCard(departments, NOW)(entry)
  expect(card).toMatchObject({ title: '保存管理组：计院', reason: '交接' })
  expect(card.who).toMatch(/^沈系明 · 今天.* 09:05$/)
  expect(card.changes).toEqual([
    { field: '范围', before: '计算机学院、文学院', after: '全部部门' },
    { field: '权限', before: '（空）', after: '会议室管理员、通知发送人' },
  ])
})

test('an entry of the audit about something new says what it is, without an empty past', () => {
  const entry: AuditEntry = {
    id: 'a',
    at: '2026-03-04T09:05:00+08:00',
    action: 'saveGroup',
    by: { id: 'x', name: '沈系明' },
    target: { kind: 'group', id: 'g', name: '计院' },
    after: { name: '计院', duties: '', kind: 'staff', onDuty: 'true' },
  }
  expect(auditCard(departments, NOW)(entry).changes).toEqual([
    { field: '名称', before: '', after: '计院' },
    { field: '类别', before: '', after: '教职工' },
    { field: '当班', before: '', after: '是' },
  ])
})

test('only what is chosen is asked of the audit', () => {
  expect(filtersInput(NO_FILTERS)).toEqual({})
  const action = ACTIONS.find(({ text }) => text === '冻结')!.id
  const filters = { by: { id: 'm-1', name: '苏青禾' }, action, from: '2026-03-01', to: '2026-03-04' }
  expect(filtersInput(filters)).toEqual({ by: 'm-1', action: 'freeze', from: '2026-03-01', to: '2026-03-04' })
})

test('L-39, E-17: everybody finds what they administer, and nothing else', () => {
  const titles = (duties: ('directory.admin' | 'system.admin' | 'room.admin')[]) =>
    entriesFor({ state: 'active', duties }).flatMap(({ entries }) => entries.map(({ id }) => id))
  expect(titles(['room.admin'])).toEqual([])
  expect(titles(['directory.admin'])).toEqual(
    expect.arrayContaining(['members', 'departments', 'join-requests', 'audit']),
  )
  expect(titles(['directory.admin'])).not.toContain('groups')
  expect(titles(['system.admin'])).toEqual(['groups', 'why'])
})
