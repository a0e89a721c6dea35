import { element } from '../dom'
import { type Message, messageItem } from './message'
import type { Persona } from './persona'

const EVERY = 1500
const EMPTY = '还没有发出任何消息。短信、邮件和订阅消息都会显示在这里，不会真的发出去。'
const OFFLINE = '连不上本地云，正在重试…'

/** Shows the outbox beside the phones: every SMS, mail and subscribe message, newest first. */
export class OutboxDrawer {
  readonly element = element('aside', 'outbox')
  readonly button = element('button', '', '消息')
  private readonly unread = element('span', 'unread')
  private readonly note = element('p', 'outbox-note', '正在加载…')
  private readonly list = element('ol', '')
  private messages: Message[] | undefined
  /** The number of messages when the drawer was last open. */
  private seen = 0

  constructor(private readonly everybody: Persona[]) {
    this.element.hidden = true
    this.element.setAttribute('aria-label', '已发送的消息')
    this.note.setAttribute('role', 'status')
    this.list.setAttribute('aria-live', 'polite')
    const close = element('button', '', '×')
    close.setAttribute('aria-label', '关闭消息')
    close.addEventListener('click', () => this.show(false))
    const head = element('div', 'outbox-head', element('h2', '', '已发送的消息'), close)
    this.element.append(head, this.note, this.list)
    document.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape' && !this.element.hidden) this.show(false)
    })
    this.button.append(this.unread)
    this.button.addEventListener('click', () => this.show(this.element.hidden !== false))
    this.show(false)
  }

  /** Asks again and again while the window is looked at. */
  async follow(): Promise<void> {
    if (!document.hidden) await this.refresh()
    setTimeout(() => void this.follow(), EVERY)
  }

  private show(open: boolean): void {
    const hadFocus = this.element.contains(document.activeElement)
    this.element.hidden = !open
    this.button.setAttribute('aria-expanded', String(open))
    if (!open && hadFocus) this.button.focus()
    this.count()
  }

  private async refresh(): Promise<void> {
    try {
      const response = await fetch('/local/outbox')
      if (!response.ok) throw new Error(`GET /local/outbox answered ${response.status}`)
      this.draw((await response.json()) as Message[])
    } catch (error) {
      this.note.textContent = OFFLINE
      this.note.title = (error as Error).message
    }
  }

  private draw(messages: Message[]): void {
    this.note.textContent = messages.length > 0 ? '' : EMPTY
    // Drawn again only when something changed, so that text can be selected meanwhile.
    if (this.messages && keyOf(this.messages) === keyOf(messages)) return
    this.seen = Math.min(this.messages ? this.seen : messages.length, messages.length)
    this.messages = messages
    this.list.replaceChildren(...messages.map(message => messageItem(message, this.everybody)).reverse())
    this.count()
  }

  private count(): void {
    const total = this.messages?.length ?? 0
    if (!this.element.hidden) this.seen = total
    const unread = total - this.seen
    this.unread.hidden = unread === 0
    this.unread.textContent = String(unread)
    this.button.setAttribute('aria-label', unread > 0 ? `消息，${unread} 条未读` : '消息')
  }
}

const keyOf = (messages: Message[]): string => messages.map(({ id, at }) => `${id} ${at}`).join()
