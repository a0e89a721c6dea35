import type { JoinRequestView } from '#contract/account'
import { iso } from '#contract/kernel/time'
import type { AuditRow } from '../audit'
import { table } from '../data/table'
import type { SubjectEvent } from '../events/event'

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
