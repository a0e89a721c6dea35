import { features } from '../../contract/features/index'
import { clockOf, DAY, dateOf, midnight } from '../../contract/kernel/time'
import {
  CHANNEL,
  DELIVERY,
  type Delivery,
  type MessageView,
  SKIP_REASON,
  type SkipReason,
} from '../../contract/message'
import type { Option } from '../../ui/options'

/** A message as the list shows it. */
export interface MessageRow extends MessageView {
  when: string
  /** Its deliveries outside the app: `短信 已发送`. */
  deliveryWords: string[]
}

/** @param showsDeliveries false for people who can do nothing about a delivery */
export const rowOf = (message: MessageView, now: number, showsDeliveries: boolean): MessageRow => ({
  ...message,
  when: timeWords(Date.parse(message.at), now),
  deliveryWords: showsDeliveries ? message.deliveries.map(deliveryWords) : [],
})

/** The features that messages come from, to choose from; none where there is only one. */
export function kindsOf(names: readonly string[]): Option<string>[] {
  const known = features.filter(({ name }) => names.includes(name))
  return known.length > 1
    ? [{ id: '', text: '全部' }, ...known.map(({ name, title }) => ({ id: name, text: title }))]
    : []
}

/** `14:05`, `昨天 14:05`, `3月1日`; another year is named. */
function timeWords(at: number, now: number): string {
  const days = (midnight(now) - midnight(at)) / DAY
  if (days === 0) return clockOf(at)
  if (days === 1) return `昨天 ${clockOf(at)}`
  const [year, month, day] = dateOf(at).split('-').map(Number)
  return `${dateOf(now).startsWith(String(year)) ? '' : `${year}年`}${month}月${day}日`
}

/** Queued is not sent: each state by its own name, and why nothing was sent. */
export function deliveryWords({ channel, state, reason }: Delivery): string {
  const why = state === 'skipped' ? SKIP_REASON[reason as SkipReason] : ''
  return `${CHANNEL[channel]} ${DELIVERY[state]}${why ? `（${why}）` : ''}`
}

/** The list with one message marked as read, or all. */
export const markRead = (rows: MessageRow[], id?: string): MessageRow[] =>
  rows.map(row => (id === undefined || row.id === id ? { ...row, read: true } : row))
