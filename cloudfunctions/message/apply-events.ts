import { _ } from '../kernel/data/cloud'
import type { SubjectEvent } from '../kernel/events/event'
import { type TodoRow, toTodoRow } from '../kernel/events/todo-row'
import { todos } from '../kernel/events/todos'
import { toUpdate } from '../kernel/revise'
import { readDone } from './read-done'

/**
 * Keeps the newest state of each subject: an event over an older row, or over none. Repeating one, or taking them in any
 * order, changes nothing.
 */
export async function applyEvents(events: SubjectEvent[]): Promise<void> {
  const newest = newestOf(events)
  const kept: SubjectEvent[] = []
  for (const event of newest) if (await keep(toTodoRow(event))) kept.push(event)
  await readDone(kept, new Date())
}

/** The event of the highest version of each subject. */
function newestOf(events: SubjectEvent[]): SubjectEvent[] {
  const newest = new Map<string, SubjectEvent>()
  for (const event of events) {
    const subject = `${event.feature}-${event.subject}`
    const other = newest.get(subject)
    if (!other || other.version < event.version) newest.set(subject, event)
  }
  return [...newest.values()]
}

/** @returns false if a newer row stands */
async function keep(row: TodoRow): Promise<boolean> {
  const { _id, version, expiresAt, ...fields } = row
  const older = { _id, version: _.lt(version) }
  const change = { ...toUpdate({ ...fields, expiresAt }), version }
  if ((await todos.update(older, change)) || (await todos.add(row))) return true
  // An interrupted run kept it, or it was kept twice.
  return (await todos.first({ _id, version })) !== null
}
