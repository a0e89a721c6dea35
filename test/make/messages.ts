import type { Message } from '../../cloudfunctions/kernel/messages/message'
import type { DeliveryRow } from '../../cloudfunctions/message/model'
import type { LocalCloud } from '../../scripts/local-cloud/cloud'
import { aRoom } from './rooms'
import { insert } from './rows'
import type { World } from './world'

let made = 0

/** Something that teacher Lin is told, in the app alone unless said otherwise. */
export const aMessage = (change: Partial<Message> = {}): Message => ({
  id: `message-${++made}`,
  feature: 'room',
  to: ['t-lin'],
  title: '预订已通过',
  text: '小会议室',
  at: new Date(),
  ...change,
})

/** A document that carries the messages, as a feature leaves them. */
export const carrier = (...outbox: Message[]) => ({ ...aRoom({ _id: `carrier-${++made}` }), outbox })

/** Leaves the messages in the cloud for the timer. */
export const leave = (cloud: LocalCloud, ...outbox: Message[]) =>
  cloud.database.insert({ collection: 'rooms', documents: [carrier(...outbox)] as never })

/** One run of the timer. */
export const tick = async (cloud: LocalCloud): Promise<void> =>
  void (await cloud.invoke('message', {}, { source: 'wx_trigger' }))

/** All rows of a collection. */
export const rowsOf = <T>(cloud: LocalCloud, name: string) => [...cloud.database.dump(name)] as unknown as T[]

/** A mail to teacher Lin that was given up. */
const aFailure = (_id: string): DeliveryRow => ({
  _id,
  messageId: `${_id}-message`,
  to: 't-lin',
  channel: 'mail',
  title: '预订已通过',
  at: new Date(),
  content: { mail: { subject: '预订已通过', text: '小会议室' } },
  state: 'failed',
  tries: 4,
  reason: 'ECONNREFUSED',
})

/** Stores two mails that were given up. */
export const failures = (world: World) => insert(world, 'deliveries', aFailure('d-1'), aFailure('d-2'))
