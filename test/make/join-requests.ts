import type { JoinRequest } from '../../cloudfunctions/kernel/identity/join-request'
import type { World } from './world'

/** A request to join a class that waits, by the WeChat `o-<id>`. */
export const aJoinRequest = (id: string, more: Partial<JoinRequest> = {}): JoinRequest => ({
  _id: id,
  openid: `o-${id}`,
  state: 'pending',
  name: '申小请',
  departmentId: 'cs-2401',
  post: '',
  account: `n-${id}`,
  at: new Date('2026-03-01T02:00:00Z'),
  version: 1,
  lastKey: '',
  ...more,
})

/** Makes `applied` wait for an administrator's decision. */
export async function waitToJoin(world: World): Promise<void> {
  await world.as('applied').account.apply({
    name: '许新来',
    departmentId: 'cs-se',
    post: '助教',
    reason: '九月入职',
    account: 'new-3',
    phone: '19900009904',
  })
}
