import type { Duty } from '#contract/features/index'
import { indented } from '#contract/kernel/canonical-text'
import type { smsTemplates } from '../../../database-schema/sms-templates'
import type { subscribeTemplates } from '../../../database-schema/subscribe-templates'
import { _ } from '../data/cloud'

/**
 * A message of a feature to its recipients. It is pushed into the outbox of the document it announces, in the same
 * write (transactional outbox). The relay of `message` lists it in the app and sends it by the channels given here.
 */
export interface Message {
  /** Derived from the idempotency key, so that a retry sends no second message. */
  id: string
  /** Messages with one key reach a person once, as the first that names the person; default: the id. */
  deduplicationKey?: string
  feature: string
  /** Member ids; phone numbers and mail addresses are looked up at delivery. */
  to: string[]
  /** Holders of this duty are further recipients, resolved at fan-out. */
  duty?: Duty
  /** Restricts these holders to those whose scope covers the department. */
  departmentId?: string
  /** Member who did what is told, and is not among these holders. */
  except?: string
  /** Messages of one kind that reach a person within an hour are one message, which opens the page of them all. */
  digest?: { kind: string; page?: string }
  /** The to-do that is told of, as `todoKey` names it: the message is read once nothing waits any more. */
  todo?: string
  /** Mail addresses that belong to no member and receive the mail as well. */
  addresses?: string[]
  /** Phone numbers and mail addresses that the one receiver had until now, or named: what goes out goes there, too. */
  former?: string[]
  title: string
  /** May name people other than the recipient: see `about`. */
  text: string
  /** Members named in the text besides the recipient; erasing one of them removes the text. */
  about?: string[]
  /** Page path that the message opens, with its query. */
  page?: string
  at: Date
  /** Values in the order of the template's parameters. */
  sms?: { template: keyof typeof smsTemplates; values: string[] }
  mail?: { subject: string; text: string }
  /** Values in the order of the template's fields. */
  subscribe?: { template: keyof typeof subscribeTemplates; values: string[] }
}

/** A mail with the title and text of the message, whose further lines are words of a person. */
export const toMail = ({ title, text }: Pick<Message, 'title' | 'text'>): NonNullable<Message['mail']> => ({
  subject: title,
  text: indented(text),
})

/** Limit on recipients per message, so that what the relay reads at once fits into one reply of the database. */
const MAX_RECEIVERS = 1000

/** The part of an update that adds messages; the collection's schema must list `outbox` in `carries`. */
export const withMessages = (messages: Message[]) =>
  messages.length ? { outbox: _.push(messages.flatMap(splitReceivers)) } : ({} as Record<string, never>)

/** Splits a message with too many recipients into several. */
export function splitReceivers({ to, ...message }: Message): Message[] {
  if (to.length <= MAX_RECEIVERS) return [{ ...message, to }]
  const { duty, addresses, ...others } = message
  return Array.from({ length: Math.ceil(to.length / MAX_RECEIVERS) }, (_part, i) => ({
    // Only the first part keeps the duty and the addresses, so that their holders are told once.
    ...(i ? others : message),
    id: `${message.id}-${i}`,
    to: to.slice(i * MAX_RECEIVERS, (i + 1) * MAX_RECEIVERS),
  }))
}
