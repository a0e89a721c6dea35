import type { Duty, TodoKind } from '#contract/features/index'
import type { TodoAction, TodoBox } from '#contract/todo'

/**
 * One thing that waits for somebody, that somebody began, or that happens at a time. A step that `actions` names must be
 * possible for every receiver until the moment `until`.
 */
export interface EventItem {
  box: TodoBox
  kind: TodoKind
  /** Member ids and keys of duties, as `holdersOf` gives them: any of them receives the item. */
  to: string[]
  /** Duty that receivers must hold as well, such as the worker of a ticket. */
  needs?: Duty
  title: string
  text: string
  page: string
  /** Moment by which the step is due, or by which the step of somebody else is expected. */
  dueAt?: Date
  /** Span of an entry of the agenda. */
  from?: Date
  end?: Date
  /** Moment at which the item is gone by itself. */
  until?: Date
  facts?: { label: string; value: string }[]
  actions?: TodoAction[]
  /** Members named in the words, whose erasure removes them. */
  about?: string[]
}

/**
 * The state of a subject: all items that stand for it from now on, none when nothing waits any more. A document carries
 * its events as it carries messages, in the write that makes them true; the relay of `message` keeps the newest version
 * of each subject in `todos`, so that repetition and order do not matter.
 */
export interface SubjectEvent {
  id: string
  feature: string
  /** Id of the document or of the part of it. */
  subject: string
  /** Grows with every event of the subject. */
  version: number
  at: Date
  items: EventItem[]
}

/** The event of a subject. @param occasion differs between its events, and is the same when a write is repeated */
export const eventOf = (
  event: Omit<SubjectEvent, 'id'>,
  occasion: string | number = event.version,
): SubjectEvent => ({ id: `${todoId(event.feature, event.subject)}-${occasion}`, ...event })

/** Id of the row that keeps the subject's items. */
export const todoId = (feature: string, subject: string): string => `${feature}-${subject}`

/** Name of one to-do of a subject, which the message that tells of it carries. */
export const todoKey = (feature: string, subject: string, kind: TodoKind): string =>
  `${todoId(feature, subject)}:${kind}`

/** The key of those who hold the duty for the department. */
export const dutyKey = (duty: Duty, departmentId: string): string => `${duty}@${departmentId}`

/**
 * Keys of everybody who holds the duty for the department; without one, for the whole organisation. Members are looked up
 * when they ask, so that a right gained or lost counts at once.
 */
export const holdersOf = (duty: Duty, departmentId?: string): string[] =>
  departmentId === undefined ? [duty] : [duty, dutyKey(duty, departmentId)]
