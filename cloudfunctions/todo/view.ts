import { DAY, iso, midnight } from '#contract/kernel/time'
import type { TodoSection, TodoView } from '#contract/todo'
import type { TodoItem, TodoRow } from '../kernel/events/todo-row'

/** A row with one of its items. */
export interface Listed extends Omit<TodoRow, 'items'> {
  items: TodoItem
}

/** The only door through which an item leaves the server. */
export function todoView({ feature, version, items: item }: Listed, now: Date): TodoView {
  const { id, box, kind, title, text, page, dueAt, from, end, facts = [], actions = [] } = item
  return {
    id,
    box,
    ...(box === 'todo' && { section: sectionOf(dueAt, now) }),
    feature,
    kind,
    title,
    text,
    page,
    ...(dueAt && { dueAt: iso(dueAt) }),
    ...(from && { from: iso(from) }),
    ...(end && { to: iso(end) }),
    facts,
    actions,
    version,
  }
}

function sectionOf(dueAt: Date | undefined, now: Date): TodoSection {
  if (!dueAt || +dueAt >= midnight(now) + DAY) return 'later'
  return dueAt <= now ? 'overdue' : 'today'
}
