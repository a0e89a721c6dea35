import type { TimerWork } from '../make/fixtures'
import { aMessage, leave } from '../make/messages'
import { seen } from '../make/seen'
import type { World } from '../make/world'

/** Messages by every channel, and entries of the audit log. */
export async function timerWork(world: World): Promise<TimerWork> {
  const { as, cloud } = world
  const sms = { template: 'repairAccepted' as const, values: ['1', '赵', '2'] }
  const mail = { subject: '预订已通过', text: '小会议室' }
  await leave(cloud, aMessage({ id: 'one', mail }), aMessage({ id: 'two', to: ['t-su', 'm-01'], sms }))
  const many = { to: [], duty: 'repair.dispatcher' as const, addresses: ['x@example.edu'] }
  await leave(cloud, aMessage({ id: 'many', ...many, mail }))
  await as('a-system').directory.freeze({ id: 't-su', ...seen(world, 't-su'), reason: '手机丢失' })
  return {
    shows: ['rooms', 'members', 'messages', 'deliveries', 'audit_log'],
    counts: { deliveries: ['tries'] },
  }
}
