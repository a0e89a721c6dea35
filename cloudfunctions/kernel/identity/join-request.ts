import type { JoinRequestView } from '#contract/account'
import { iso } from '#contract/kernel/time'
import type { AuditRow } from '../audit'
import { table } from '../data/table'

/** A request to join, as collection `join_requests` holds it. What is not known is not there. */
export interface JoinRequest extends Omit<JoinRequestView, 'id' | 'at'> {
  _id: string
  /** The WeChat that asks. */
  openid: string
  at: Date
  version: number
  lastKey: string
  audit?: AuditRow[]
}

export const joinRequests = table<JoinRequest>('join_requests')

/** The only door through which a request leaves the server: to the applicant, and to those who decide. */
export function joinRequestView({ _id, state, name, departmentId, ...rest }: JoinRequest): JoinRequestView {
  const { post, account, phone, mail, reason, answer, at } = rest
  return {
    id: _id,
    state,
    name,
    departmentId,
    post,
    account,
    at: iso(at),
    ...(phone && { phone }),
    ...(mail && { mail }),
    ...(reason && { reason }),
    ...(answer && { answer }),
  }
}
