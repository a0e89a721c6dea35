import { element } from '../dom'
import type { Persona } from './persona'

/** A message to one person in the local cloud's outbox. */
export interface Message {
  id: string
  kind: string
  /** ISO 8601 in the product's zone, whatever the browser's is. */
  at: string
  /** A phone number, a mail address or an openid. */
  to: string
  text: string
  status: 'sent' | 'failed'
  code?: string | number
}

const KINDS: Record<string, string> = { sms: '短信', mail: '邮件', subscribe: '订阅消息' }
/** Codes are printed bold, because the user has to type them in; numbers of tickets are left as they are. */
const CODE = /(?<=验证码\D{0,4})(\d{6})(?!\d)/

/** One message in the drawer: its kind, receiver, time and text. */
export function messageItem(
  { kind, at, to, text, status, code }: Message,
  everybody: Persona[],
): HTMLElement {
  const receiver = everybody.find(({ openid }) => openid === to)?.name ?? to
  const time = element('time', '', at.slice(5, 19).replace('T', ' '))
  time.dateTime = at
  const head = element('div', 'message-head', element('span', 'message-kind', KINDS[kind] ?? kind))
  head.append(element('b', '', receiver))
  if (status === 'failed') head.append(element('span', 'message-failed', `发送失败 ${code ?? ''}`))
  head.append(time)
  return element('li', 'message', head, element('p', '', ...withCode(text)))
}

function withCode(text: string): (HTMLElement | string)[] {
  return text.split(CODE).map((part, index) => (index % 2 === 1 ? element('b', '', part) : part))
}
