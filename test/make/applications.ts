import type { Application } from '../../cloudfunctions/kernel/application'

/** A request to join a class that waits, by the WeChat `o-<id>`. */
export const anApplication = (id: string, more: Partial<Application> = {}): Application => ({
  ...{ _id: id, openid: `o-${id}`, state: 'pending', name: '申小请', departmentId: 'cs-2401', post: '' },
  ...{ account: `n-${id}`, at: new Date('2026-03-01T02:00:00Z'), version: 1, lastKey: '', ...more },
})
