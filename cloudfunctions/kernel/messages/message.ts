import type { Duty } from '#contract/features/index'
import type { smsTemplates } from '../../../database-schema/sms-templates'
import type { subscribeTemplates } from '../../../database-schema/subscribe-templates'
import { _ } from '../data/cloud'

/**
 * What a feature tells people, kept in the document it announces and written with it. The outbox's timer takes it from
 * there: everybody finds it in the app, and it goes out by the channels named here.
 */
export interface Message {
  /** The same when the same press is repeated. */
  id: string
  feature: string
  /** Member ids; addresses are looked up when it is sent. */
  to: string[]
  /** Told as well: everybody who holds the duty when the message is taken from its document. */
  duty?: Duty
  /** Mail addresses that get the mail though they are nobody's in particular. */
  addresses?: string[]
  title: string
  /** May name people other than the receiver: see `about`. */
  text: string
  /** Members whom the words name, besides the receiver: when one of them is erased, the words go. */
  about?: string[]
  /** The page that shows what it is about, with its query. */
  page?: string
  at: Date
  /** Values in the order of the template's parameters. */
  sms?: { template: keyof typeof smsTemplates; values: string[] }
  mail?: { subject: string; text: string }
  /** Values in the order of the template's fields. */
  subscribe?: { template: keyof typeof subscribeTemplates; values: string[] }
}

/** The same words as a mail. */
export const toMail = ({ title, text }: Pick<Message, 'title' | 'text'>): NonNullable<Message['mail']> => ({
  subject: title,
  text,
})

/** How many receivers one message has at most: what the timer takes at once must fit into one reply of the database. */
const MAX_RECEIVERS = 1000

/** The part of a change that tells people. A document whose schema `carries` the outbox may have it. */
export const withMessages = (messages: Message[]) =>
  messages.length ? { outbox: _.push(messages.flatMap(splitReceivers)) } : ({} as Record<string, never>)

/** A message to many as several, each to some of them. */
export function splitReceivers({ to, ...message }: Message): Message[] {
  if (to.length <= MAX_RECEIVERS) return [{ ...message, to }]
  const { duty, addresses, ...others } = message
  return Array.from({ length: Math.ceil(to.length / MAX_RECEIVERS) }, (_part, i) => ({
    // Who is named in other ways is told by the first part alone.
    ...(i ? others : message),
    id: `${message.id}-${i}`,
    to: to.slice(i * MAX_RECEIVERS, (i + 1) * MAX_RECEIVERS),
  }))
}
