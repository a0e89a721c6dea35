import type { JoinRequestView } from '#contract/account'
import { accountPages } from '#contract/features/account'
import { directoryPages } from '#contract/features/directory'
import { iso } from '#contract/kernel/time'
import type { AuditRow } from '../audit'
import { table } from '../data/table'
import { type EventItem, eventOf, holdersOf, type SubjectEvent } from '../events/event'

/** A join request, as collection `join_requests` stores it. Unknown fields are absent. */
export interface JoinRequest extends Omit<JoinRequestView, 'id' | 'at'> {
  _id: string
  /** WeChat account of the applicant. */
  openid: string
  at: Date
  version: number
  lastKey: string
  audit?: AuditRow[]
  events?: SubjectEvent[]
}

export const joinRequests = table<JoinRequest>('join_requests')

/** The reply for a join request; applicants and administrators see no other fields. */
export function joinRequestView({ _id, state, name, departmentId, ...rest }: JoinRequest): JoinRequestView {
  const { post, account, phone, mail, outside, reason, answer, at, version } = rest
  return {
    id: _id,
    state,
    name,
    departmentId,
    post,
    account,
    at: iso(at),
    version,
    ...(phone && { phone }),
    ...(mail && { mail }),
    ...(outside && { outside }),
    ...(reason && { reason }),
    ...(answer && { answer }),
  }
}

/**
 * The state of a join request: to be decided by the administrators of its department.
 * @param memberId of an applicant from outside, who waits for it in the app
 */
export const joinRequestEvent = (
  request: JoinRequest,
  memberId: string | undefined,
  at: Date,
): SubjectEvent =>
  eventOf({
    feature: 'directory',
    subject: request._id,
    version: request.version,
    at,
    items: request.state === 'pending' ? [decisionOn(request), ...waitFor(request, memberId)] : [],
  })

function decisionOn({ _id: id, version, name, departmentId, account, post, reason }: JoinRequest): EventItem {
  const call = { feature: 'directory', op: 'decideJoinRequest' }
  const facts = { 学工号: account, 职务: post, 理由: reason }
  return {
    box: 'todo',
    kind: 'directory.joinRequest',
    to: holdersOf('directory.admin', departmentId),
    title: `${name}申请加入`,
    text: '核对是不是本单位的人',
    page: directoryPages.joinRequests,
    facts: Object.entries(facts).flatMap(([label, value]) => (value ? [{ label, value }] : [])),
    actions: [
      { ...call, title: '通过', input: { id, version, accept: true } },
      { ...call, title: '拒绝', input: { id, version, accept: false }, asks: 'reason', negative: true },
    ],
  }
}

const waitFor = ({ name }: JoinRequest, memberId: string | undefined): EventItem[] =>
  memberId
    ? [
        {
          box: 'waiting',
          kind: 'account.joinRequest',
          to: [memberId],
          title: '加入申请',
          text: `${name}，等待管理员审核`,
          page: accountPages.apply,
        },
      ]
    : []
