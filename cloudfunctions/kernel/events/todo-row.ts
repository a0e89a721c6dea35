import type { Duty } from '#contract/features/index'
import { DAY } from '#contract/kernel/time'
import { type EventItem, type SubjectEvent, todoId } from './event'

/** An item as stored, with the fields by which lists find and order it. */
export interface TodoItem extends Omit<EventItem, 'needs'> {
  /** The row's id and the item's place in it. */
  id: string
  needs: Duty | ''
  /** Order of the lists: the moment it is due or begins; items without one come last, the oldest first. */
  sortAt: Date
  until: Date
  /** Members who have put it off, and until when. */
  snoozed: { by: string; until: Date }[]
}

/** The items that stand for one subject; a row without items only keeps the version. */
export interface TodoRow {
  _id: string
  feature: string
  subject: string
  version: number
  at: Date
  /** All keys to which items of the row go. */
  audience: string[]
  /** Members whom the items name. */
  about: string[]
  items: TodoItem[]
  /** The moment from which no item is left; absent while one has no end. */
  expiresAt?: Date
}

const CENTURY = 36_525 * DAY
/** Stands for no end. */
const NEVER = new Date('2999-12-31T00:00:00Z')

/** The row that an event makes. */
export function toTodoRow({ feature, subject, version, at, items }: SubjectEvent): TodoRow {
  const _id = todoId(feature, subject)
  const stored = items.map((item, i) => toTodoItem(item, `${_id}-${i}`, at))
  const ends = Math.max(+at, ...stored.map(({ until }) => +until))
  return {
    _id,
    feature,
    subject,
    version,
    at,
    audience: unique(items.flatMap(({ to }) => to)),
    about: unique(items.flatMap(({ about = [] }) => about)),
    items: stored,
    ...(ends < +NEVER && { expiresAt: new Date(ends) }),
  }
}

const toTodoItem = (item: EventItem, id: string, at: Date): TodoItem => ({
  ...item,
  id,
  needs: item.needs ?? '',
  sortAt: item.from ?? item.dueAt ?? new Date(+at + CENTURY),
  until: item.until ?? NEVER,
  snoozed: [],
})

const unique = (values: string[]): string[] => [...new Set(values)]
