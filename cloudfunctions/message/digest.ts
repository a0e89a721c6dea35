import { HOUR } from '#contract/kernel/time'
import { _ } from '../kernel/data/cloud'
import { derivedId } from '../kernel/derived-id'
import type { Message } from '../kernel/messages/message'
import type { MessageRow } from './model'
import { messages } from './store'

/** Receivers of one write. */
const WRITTEN = 500

export interface Received {
  message: Message
  to: string
}

/** Id of the row that a message becomes; messages of one kind within an hour share theirs. */
export function rowId({ message, to }: Received): string {
  const { id, deduplicationKey = id, digest, at } = message
  if (!digest) return derivedId(deduplicationKey, to)
  return derivedId('digest', digest.kind, String(Math.floor(+at / HOUR)), to)
}

/** The message as a part of one of many. */
export const partOf = ({ id, deduplicationKey = id, text, page }: Message) => ({
  id: deduplicationKey,
  text,
  ...(page && { page }),
})

/** Adds messages to the rows that they share, which are unread again; a part that is there already changes nothing. */
export async function addParts(received: Received[]): Promise<void> {
  const rows = new Map<string, Received[]>()
  for (const one of received.filter(({ message }) => message.digest)) {
    const part = partOf(one.message).id
    rows.set(part, [...(rows.get(part) ?? []), one])
  }
  for (const [part, shared] of rows)
    for (let i = 0; i < shared.length; i += WRITTEN) {
      const [{ message }] = shared as [Received]
      const ids = shared.slice(i, i + WRITTEN).map(rowId)
      await messages.updateAll({ _id: _.in(ids), 'parts.id': _.neq(part) }, added(message))
    }
}

const added = (message: Message) => ({
  parts: _.push([partOf(message)]),
  at: message.at,
  unread: true,
  readAt: _.remove(),
  ...(message.todo && { todos: _.push([message.todo]) }),
})

/** Parts whose words are shown. */
const SHOWN_PARTS = 5

/** Title, text and page of a message, which tell of all its parts where there are several. */
export function wordsOf({ title, text, page, parts = [], overview }: MessageRow) {
  if (parts.length < 2) return { title, text, page, parts: [] }
  const more = parts.length > SHOWN_PARTS ? ['…'] : []
  const lines = parts.slice(0, SHOWN_PARTS).map(part => part.text)
  return {
    title: `${title}（${parts.length} 条）`,
    text: [...lines, ...more].join('\n'),
    page: overview ?? parts.at(-1)!.page,
    parts: parts.map(part => ({ text: part.text, ...(part.page && { page: part.page }) })),
  }
}
