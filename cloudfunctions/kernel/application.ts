import type { ApplicationView } from '#contract/account'
import { iso } from '#contract/kernel/time'
import type { AuditRow } from './audit'
import { table } from './table'

/** A request to join, as collection `applications` holds it. What is not known is not there. */
export interface Application extends Omit<ApplicationView, 'id' | 'at'> {
  _id: string
  /** The WeChat that asks. */
  openid: string
  at: Date
  version: number
  lastKey: string
  audit?: AuditRow[]
}

export const applications = table<Application>('applications')

/** The only door through which a request leaves the server: to the applicant, and to those who decide. */
export function applicationView({ _id, state, name, departmentId, ...rest }: Application): ApplicationView {
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
