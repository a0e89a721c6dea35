import { CHANNEL, type Channel } from '#contract/message'
import type { Carried } from '../../database-schema'
import type { AuditRow } from '../kernel/audit'
import { _ } from '../kernel/data/cloud'
import type { Row, Table } from '../kernel/data/table'
import { derivedId } from '../kernel/derived-id'
import type { Message } from '../kernel/messages/message'
import { applyEvents } from './apply-events'
import { addParts, partOf, type Received, rowId } from './digest'
import { loadHolders } from './holders'
import type { DeliveryRow, MessageRow } from './model'
import { auditLog, deliveries, messages } from './store'

/** Rows of one write. */
const WRITTEN = 500

/** Writes the rows that messages, audit entries and events become; repeating it changes nothing. */
export const FAN_OUT: { [K in Carried]: (entries: never[]) => Promise<void> } = {
  async outbox(entries: Message[]) {
    const holders = await loadHolders(entries)
    const rows = withoutDuplicates(
      entries.flatMap(message => [...message.to, ...holders(message)].map(to => ({ message, to }))),
    )
    await addMissing(deliveries, entries.flatMap(toAddressDeliveries))
    for (let i = 0; i < rows.length; i += WRITTEN) {
      const some = rows.slice(i, i + WRITTEN)
      await addMissing(messages, firstOfEach(some).map(toMessageRow))
      await addParts(some)
      await addMissing(deliveries, firstOfEach(some).flatMap(toDeliveries))
    }
  },
  audit: (entries: AuditRow[]) =>
    addMissing(
      auditLog,
      entries.map(({ id, ...entry }) => ({ _id: id, ...entry })),
    ),
  events: applyEvents,
}

/** Deliveries to addresses without a member, and to a receiver's former addresses; neither show in the app. */
const toAddressDeliveries = ({
  to: [receiver = ''],
  addresses = [],
  former = [],
  ...message
}: Message): DeliveryRow[] => [
  ...[...new Set(addresses)].flatMap(address => toAddress(message, address, '')),
  ...[...new Set(former)].flatMap(address => toAddress(message, address, receiver)),
]

/** The delivery by mail or SMS, as the address requires; empty where the message has no text for that channel. */
function toAddress(message: Omit<Message, 'to'>, address: string, to: string): DeliveryRow[] {
  const channel = address.includes('@') ? 'mail' : 'sms'
  const content = message[channel]
  if (!content) return []
  const { id, title, at, about } = message
  const messageId = derivedId(id, address)
  return [
    {
      _id: `${messageId}-${channel}`,
      messageId,
      to,
      address,
      channel,
      title,
      at,
      content: { [channel]: content },
      ...(about && { about }),
      state: 'queued',
      tries: 0,
      dueAt: at,
    },
  ]
}

/** A person who is named several times receives the first. */
const withoutDuplicates = (rows: Received[]): Received[] =>
  firstBy(rows, ({ message, to }) => derivedId(partOf(message).id, to))

/** The first of the messages that share a row. */
const firstOfEach = (rows: Received[]): Received[] => firstBy(rows, rowId)

function firstBy(rows: Received[], keyOf: (row: Received) => string): Received[] {
  const first = new Map<string, Received>()
  for (const row of rows) if (!first.has(keyOf(row))) first.set(keyOf(row), row)
  return [...first.values()]
}

function toMessageRow({ message, to }: Received): MessageRow {
  const { feature, title, text, about, page, at, todo, digest } = message
  return {
    _id: rowId({ message, to }),
    to,
    feature,
    title,
    text,
    at,
    unread: true,
    ...(about && { about }),
    ...(page && { page }),
    ...(todo && { todos: [todo] }),
    ...(digest && { parts: [partOf(message)] }),
    ...(digest?.page && { overview: digest.page }),
  }
}

/** The deliveries of a message to one receiver, besides the message in the app. */
function toDeliveries({ message, to }: Received): DeliveryRow[] {
  const { title, about, page, at } = message
  const messageId = rowId({ message, to })
  return (Object.keys(CHANNEL) as Channel[])
    .filter(channel => message[channel])
    .map(channel => ({
      _id: `${messageId}-${channel}`,
      messageId,
      to,
      channel,
      title,
      ...(page && { page }),
      at,
      content: { [channel]: message[channel] },
      ...(about && { about }),
      state: 'queued',
      tries: 0,
      dueAt: at,
    }))
}

/** Inserts the missing rows. An existing row stops the insert, so the remaining rows are tried again. */
async function addMissing<T extends Row>(to: Table<T>, rows: T[]): Promise<void> {
  if (!rows.length || (await to.addAll(rows))) return
  const ids = rows.map(({ _id }) => _id)
  const found = await to.aggregate<Row>(rows.length, pipeline =>
    pipeline
      .match({ _id: _.in(ids) })
      .limit(rows.length)
      .project({ _id: 1 }),
  )
  const there = new Set(found.map(({ _id }) => _id))
  await addMissing(
    to,
    rows.filter(({ _id }) => !there.has(_id)),
  )
}
