import { accountPages } from '#contract/features/account'
import { directoryPages } from '#contract/features/directory'
import { type EventItem, eventOf, holdersOf, type SubjectEvent } from '../events/event'
import type { JoinRequest } from './join-request'

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
