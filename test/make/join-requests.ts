import type { JoinRequest } from '../../cloudfunctions/kernel/identity/join-request'

/** A request to join a class that waits, by the WeChat `o-<id>`. */
export const aJoinRequest = (id: string, more: Partial<JoinRequest> = {}): JoinRequest => ({
  ...{ _id: id, openid: `o-${id}`, state: 'pending', name: '申小请', departmentId: 'cs-2401', post: '' },
  ...{ account: `n-${id}`, at: new Date('2026-03-01T02:00:00Z'), version: 1, lastKey: '', ...more },
})
