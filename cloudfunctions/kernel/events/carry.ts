import { _ } from '../data/cloud'
import type { SubjectEvent } from './event'

/** The part of an update that adds events; the collection's schema must list `events` in `carries`. */
export const withEvents = (events: SubjectEvent[]) =>
  events.length ? { events: _.push(events) } : ({} as Record<string, never>)
