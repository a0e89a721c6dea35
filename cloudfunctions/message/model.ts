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
}

/** One message to one person by one channel; `_id` follows from both. */
export interface DeliveryRow {
  _id: string
  messageId: string
  /** Member id; empty where it goes to an address that is nobody's in particular. */
  to: string
  /** Where it goes whatever addresses the member has now. */
  address?: string
  channel: Channel
  title: string
  /** Opens from a subscribe message. */
  page?: string
  at: Date
  /** Gone with the person whom it named. */
  content?: Pick<Message, Channel>
  about?: string[]
  state: DeliveryState
  /** Counts the attempts, each before it is made. */
  tries: number
  reason?: string
  /** When it is to be sent, or when whoever sends it counts as dead; gone when nothing is left to do. */
  dueAt?: Date
  /** The run that sends it. */
  lease?: string
  /** A consent is set aside for it that WeChat has not used up. */
  spent?: true
  lastKey?: string
  audit?: AuditRow[]
}
