import type { Department } from '#contract/directory'
import type { Member } from '../../../cloudfunctions/kernel/identity/member'
import { canGrant } from '../../../cloudfunctions/kernel/identity/policy'
import { descendants } from '../../../cloudfunctions/kernel/identity/tree'
import { departments as before } from '../../../scripts/seed/departments'
import type { World } from '../../make/world'
import { initial, SECRETS, SYSTEM_OF_CS } from './people'

/** Fields that stay as they were, by person; of everybody else in the cast the WeChat alone. */
const IDENTITY = ['name', 'kind', 'posts', 'account', 'phone', 'mail', 'state'] as const
const UNTOUCHED = [...IDENTITY, 'departments', 'office', 'qq', 'wechat', 'shows'] as const
const GUARDED: Record<string, readonly (keyof Member)[]> = {
  'v-boss': IDENTITY,
  'v-rooms': IDENTITY,
  'v-directory': IDENTITY,
  'v-shared': ['account', 'phone', 'mail', 'state'],
  'v-lit': UNTOUCHED,
  'v-lit-no-account': UNTOUCHED,
  'v-outsider': UNTOUCHED,
  'v-hidden': UNTOUCHED,
  't-su': UNTOUCHED,
  'a-system': UNTOUCHED,
}
const INSIDERS = ['a-college', SYSTEM_OF_CS]
const VICTIMS = initial.filter(({ _id }) => !INSIDERS.includes(_id))

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Lists changes, duties and numbers that the insiders must not have; empty if all is well. */
export function violations(world: World, replies: readonly string[]): string[] {
  const rows = [...world.cloud.database.dump('members')] as unknown as Member[]
  const [tree] = [...world.cloud.database.dump('organisation')].filter(({ _id }) => _id === 'tree')
  const { departments } = tree as unknown as { departments: Department[] }
  return [
    ...VICTIMS.flatMap(victim => changesOf(victim, rows)),
    ...rows.flatMap(row => excessOf(row, departments)),
    ...movesOutside(departments),
    ...SECRETS.filter(secret => replies.some(reply => reply.includes(secret))).map(one => `shown: ${one}`),
  ]
}

function changesOf(victim: Member, rows: Member[]): string[] {
  const { _id, openid } = victim
  const row = rows.find(one => one._id === _id)
  if (!row) return [`${_id} is gone`]
  const fields = (GUARDED[_id] ?? []).filter(field => !same(row[field], victim[field]))
  const lost = victim.duties.filter(held => !row.duties.some(one => same(one, held)))
  return [
    ...fields.map(field => `${_id}.${field}: ${JSON.stringify(row[field])}`),
    ...(openid && row.openid !== openid ? [`${_id} is bound to ${row.openid}`] : []),
    ...lost.map(({ duty }) => `${_id} lost ${duty}`),
    ...(_id === 'v-frozen' && row.state === 'active' ? [`${_id} is not frozen any more`] : []),
  ]
}

/** Duties that are new, or in the hands of an insider's WeChat, and beyond what the insiders could give at first. */
function excessOf(row: Member, tree: Department[]): string[] {
  const first = initial.find(({ _id }) => _id === row._id)
  const isTheirs = !VICTIMS.some(({ openid }) => openid && openid === row.openid)
  const rights = INSIDERS.flatMap(id => initial.find(({ _id }) => _id === id)!.duties)
  const insider = { ...initial[0]!, duties: rights, tree }
  return row.duties
    .filter(held => (isTheirs && row.openid) || !first?.duties.some(one => same(one, held)))
    .filter(held => !canGrant(insider, held))
    .map(({ duty, scope }) => `${row._id} (${row.openid}) holds ${duty} for ${scope}`)
}

/** Departments outside the college that are not where, or what, they were. */
function movesOutside(departments: Department[]): string[] {
  const college = descendants(departments, 'cs')
  const others = departments.filter(({ id }) => !college.has(id))
  const expected = before.filter(({ id }) => !descendants(before, 'cs').has(id))
  return same(others, expected) ? [] : ['departments outside the college changed']
}
