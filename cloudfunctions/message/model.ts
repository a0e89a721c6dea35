import type { Channel, DeliveryState } from '#contract/message'
import type { AuditRow } from '../kernel/audit'
import type { Message } from '../kernel/messages/message'

/** One message to one person; `_id` follows from both. */
export interface MessageRow extends Pick<Message, 'feature' | 'title' | 'text' | 'about' | 'page' | 'at'> {
  _id: string
  to: string
  /** True until it is read, then gone. */
  unread?: true
  readAt?: Date
  /** The to-dos that it tells of and that nobody has done. */
  todos?: string[]
  /** The messages in one of many, first come first. */
  parts?: { id: string; text: string; page?: string }[]
  /** The page that several of them open together. */
  overview?: string
}

/** One message to one person by one channel; `_id` follows from both. */
export interface DeliveryRow {
  _id: string
  messageId: string
  /** Member id; empty for an address that belongs to no member. */
  to: string
  /** The fixed receiver of the delivery, which overrides the member's present addresses. */
  address?: string
  channel: Channel
  title: string
  /** Opens from a subscribe message. */
  page?: string
  at: Date
  /** Removed when a person named in it is erased. */
  content?: Pick<Message, Channel>
  about?: string[]
  state: DeliveryState
  /** Counts the attempts, each before it is made. */
  tries: number
  reason?: string
  /** The moment to send it, or the end of the lease of the run that sends it; absent when it is done. */
  dueAt?: Date
  /** The run that sends it. */
  lease?: string
  /** A consent is set aside for it that WeChat has not used up. */
  spent?: true
  lastKey?: string
  audit?: AuditRow[]
}
