import { DIRECTORY_MESSAGES } from '#contract/directory.messages'
import { directoryPages } from '#contract/features/directory'
import { type EventItem, eventOf, holdersOf, type SubjectEvent, todoKey } from '../../kernel/events/event'
import { ALL } from '../../kernel/identity/policy'
import { SET_UP } from '../../kernel/identity/set-up'
import type { Message } from '../../kernel/messages/message'
import type { Import } from './model'

/** The state of an import, which waits for its maker while it is held; of the runs of the sync the latest stands. */
export function eventsFor(one: Import, now: Date): SubjectEvent[] {
  const isSync = one.source === 'sync'
  const state = eventOf(
    {
      feature: 'directory',
      subject: isSync ? 'sync' : one._id,
      version: isSync ? +now : one.version,
      at: now,
      items: one.state === 'held' ? [toRead(one)] : [],
    },
    isSync ? `${one._id}-${one.version}` : one.version,
  )
  return one.state === 'applied' ? [state, SET_UP.done(now)] : [state]
}

function toRead({ _id, source, file, warnings, by }: Import): EventItem {
  const words = {
    title: file,
    text: warnings.join('；'),
    kind: 'directory.import' as const,
    box: 'todo' as const,
  }
  if (source === 'sync') return { ...words, to: holdersOf('directory.admin'), page: directoryPages.sync }
  return { ...words, to: [by.id], needs: 'directory.admin', page: directoryPages.import(_id) }
}

/** The message to administrators of the whole organisation about a run of the sync that is held. */
export const messagesFor = ({ _id, source, state, warnings, at }: Import): Message[] =>
  source === 'sync' && state === 'held'
    ? [
        {
          id: `${_id}-held`,
          feature: 'directory',
          to: [],
          duty: 'directory.admin',
          departmentId: ALL,
          at,
          ...DIRECTORY_MESSAGES.syncHeld(warnings.join('；')),
          page: directoryPages.sync,
          todo: todoKey('directory', 'sync', 'directory.import'),
        },
      ]
    : []
