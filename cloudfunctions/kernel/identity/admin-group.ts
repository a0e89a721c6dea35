import type { GroupView } from '#contract/access'
import type { AuditRow } from '../audit'
import { _ } from '../data/cloud'
import { table } from '../data/table'
import type { Message } from '../messages/message'

/** An administrator group. Its document is authoritative; the duties of its members are derived from it. */
export interface AdminGroup extends Omit<GroupView, 'id' | 'members'> {
  _id: string
  state: 'active' | 'removed'
  /** Member ids. */
  members: string[]
  changedAt: Date
  /** Present until the timer has verified that the members' duties match this version. */
  open?: true
  lastKey: string
  audit?: AuditRow[]
  outbox?: Message[]
}

export const adminGroups = table<AdminGroup>('admin_groups')

/** Loads the active groups among the ids; removed ones no longer grant duties. */
export const activeGroups = (ids: string[]): Promise<AdminGroup[]> =>
  adminGroups.find({ _id: _.in(ids), state: 'active' }, ids.length)
