import { TODO_KIND, type TodoKind } from '#contract/features/index'
import { _ } from '../kernel/data/cloud'
import { type SubjectEvent, todoKey } from '../kernel/events/event'
import type { MessageRow } from './model'
import { messages } from './store'

/** Messages of one read. */
const ROWS = 900

/** Reads the messages that tell of to-dos which do not stand any more, once every to-do of the message is gone. */
export async function readDone(events: SubjectEvent[], now: Date): Promise<void> {
  const keys = events.flatMap(goneIn)
  if (!keys.length) return
  const found = await messages.aggregate<Pick<MessageRow, '_id' | 'todos'>>(ROWS, pipeline =>
    pipeline
      .match({ todos: _.in(keys) })
      .limit(ROWS)
      .project({ todos: 1 }),
  )
  const isDone = ({ todos = [] }: Pick<MessageRow, 'todos'>) => todos.every(todo => keys.includes(todo))
  const done = found.filter(isDone).map(({ _id }) => _id)
  const open = found.filter(row => !isDone(row)).map(({ _id }) => _id)
  const read = { readAt: now, unread: _.remove(), todos: _.remove() }
  if (done.length) await messages.updateAll({ _id: _.in(done) }, read)
  if (open.length) await messages.updateAll({ _id: _.in(open) }, { todos: _.pull(_.in(keys)) })
}

/** Keys of the to-dos of the subject's feature that do not stand. */
function goneIn({ feature, subject, items }: SubjectEvent): string[] {
  const standing = items.filter(({ box }) => box === 'todo').map(({ kind }) => kind)
  return (Object.keys(TODO_KIND) as TodoKind[])
    .filter(kind => kind.startsWith(`${feature}.`) && !standing.includes(kind))
    .map(kind => todoKey(feature, subject, kind))
}
