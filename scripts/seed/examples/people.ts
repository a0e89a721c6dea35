import { DAY, HOUR } from '#contract/kernel/time'
import type { AdminGroup } from '../../../cloudfunctions/kernel/identity/admin-group'
import type { JoinRequest } from '../../../cloudfunctions/kernel/identity/join-request'
import type { DutyOf, Member } from '../../../cloudfunctions/kernel/identity/member'
import { newMember } from '../../../cloudfunctions/kernel/identity/member-index'
import type { MembershipOffer } from '../../../cloudfunctions/kernel/identity/membership-offer'
import { departments } from '../departments'
import { members } from '../members'
import { withImported } from './imports'

/** The number that WeChat's button gives for the stranger, who finds themselves on the roster with it. */
const STRANGERS_PHONE = '19900009999'

const UNJOINED: Member = newMember(
  {
    _id: 'm-new',
    name: '许新来',
    kind: 'staff',
    departments: ['cs-se'],
    posts: ['讲师'],
    account: '10999',
    phone: STRANGERS_PHONE,
    mail: 'm-new@example.edu',
  },
  departments,
)

/** A person from outside, whom the library would have as a member. */
export const VISITOR: Member & { openid: string } = {
  ...newMember(
    { _id: 'v-wei', name: '魏来访', kind: 'outside', departments: [], phone: '19900009801' },
    departments,
  ),
  openid: 'o-v-wei',
}

const DUTIES: [memberId: string, group: string, duties: DutyOf['duty'][], scope: string[]][] = [
  ['m-03', 'g-literature', ['directory.admin'], ['lit']],
  ['m-13', 'g-literature', ['directory.admin'], ['lit']],
  ['m-09', 'g-library', ['room.admin'], ['library']],
]

/** Everybody: the roster with the duties that groups give and what an import changed, and people yet to join. */
export const everybody = (): Member[] => [...withImported(members.map(withDuties)), UNJOINED, VISITOR]

const withDuties = (member: Member): Member => {
  const given = DUTIES.filter(([id]) => id === member._id)
  if (!given.length) return member
  const duties = given.flatMap(([, group, duties, scope]) =>
    duties.map(duty => ({ duty, scope, group, groupVersion: 1 })),
  )
  return { ...member, duties: [...member.duties, ...duties], scoped: 'tree' }
}

const group = (now: Date, _id: string, name: string, rest: Partial<AdminGroup>): AdminGroup => ({
  _id,
  name,
  state: 'active',
  members: DUTIES.filter(([, given]) => given === _id).map(([id]) => id),
  rights: [],
  scope: [],
  contacts: false,
  changedAt: new Date(+now - 20 * DAY),
  version: 1,
  lastKey: '',
  ...rest,
})

/** The administrator groups that give these duties. */
export const groups = (now: Date): AdminGroup[] => [
  group(now, 'g-literature', '文学院办公室', { scope: ['lit'], contacts: true }),
  group(now, 'g-library', '图书馆会务组', {
    scope: ['library'],
    rights: [{ application: 'room', send: false, manage: true }],
  }),
]

const request = (now: Date, i: number, hoursAgo: number, rest: Partial<JoinRequest>): JoinRequest => ({
  _id: `seed-request-${i}`,
  openid: `o-seed-request-${i}`,
  state: 'pending',
  name: '',
  departmentId: '',
  post: '',
  account: String(10_900 + i),
  at: new Date(+now - hoursAgo * HOUR),
  version: 1,
  lastKey: '',
  ...rest,
})

/** Requests to join that wait, of both colleges that have an administrator, and one that was refused. */
export const requests = (now: Date): JoinRequest[] => [
  request(now, 1, 30, {
    name: '邵初阳',
    departmentId: 'cs-se',
    post: '助教',
    phone: '19900009811',
    reason: '本学期新入职，担任软件工程课程助教',
  }),
  request(now, 2, 6, {
    name: '丁若兰',
    departmentId: 'cs-2401',
    account: '24000901',
    reason: '转专业到软件2401班',
  }),
  request(now, 3, 3, {
    name: '商洛书',
    departmentId: 'lit-cn',
    post: '讲师',
    mail: 'shang@example.edu',
    reason: '从外校调入中文系',
  }),
  request(now, 4, 80, {
    name: '路过生',
    departmentId: 'cs-ai',
    state: 'refused',
    version: 2,
    answer: '名册里没有这个工号，请先到人事处登记',
  }),
]

/** The place in the library that waits for the visitor's answer. */
export const offers = (now: Date): MembershipOffer[] => [
  {
    _id: 'seed-offer',
    memberId: VISITOR._id,
    state: 'waiting',
    by: { id: 'a-system', name: '沈系明' },
    at: new Date(+now - 26 * HOUR),
    name: VISITOR.name,
    kind: 'staff',
    departments: ['library'],
    posts: ['访问学者'],
    account: '10998',
  },
]
