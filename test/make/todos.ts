import type { TodoKind } from '#contract/features/index'
import { type EventItem, eventOf, type SubjectEvent } from '../../cloudfunctions/kernel/events/event'
import type { LocalCloud } from '../../scripts/local-cloud/cloud'
import { aRoom } from './rooms'

let made = 0

/** Something that waits for teacher Lin, unless said otherwise. */
export const anItem = (change: Partial<EventItem> = {}): EventItem => ({
  box: 'todo',
  kind: 'repair.rate' satisfies TodoKind,
  to: ['t-lin'],
  title: '请评价',
  text: '灯坏了',
  page: '/features/repair/reporter/ticket/ticket?id=x',
  ...change,
})

/** The state of a subject, as a feature leaves it. */
export const anEvent = (
  change: Partial<Omit<SubjectEvent, 'id' | 'items'>> = {},
  ...items: EventItem[]
): SubjectEvent =>
  eventOf({ feature: 'repair', subject: `subject-${++made}`, version: 1, at: new Date(), items, ...change })

/** Leaves the events in the cloud for the timer of messages. */
export const leaveEvents = (cloud: LocalCloud, ...events: SubjectEvent[]) =>
  cloud.database.insert({
    collection: 'rooms',
    documents: [{ ...aRoom({ _id: `events-${++made}` }), events }] as never,
  })
