import { element } from '../dom'
import { type Message, messageItem } from './message'
import type { Persona } from './persona'

/** Time in milliseconds until a cloud that did not answer is asked again. */
const AGAIN = 1500
const EMPTY = '还没有发出任何消息。短信、邮件和订阅消息都会显示在这里，不会真的发出去。'
const OFFLINE = '连不上本地云，正在重试…'

/** Shows the outbox beside the phones: every SMS, mail and subscribe message, newest first. */
export class OutboxDrawer {
  readonly element = element('aside', 'outbox')
  readonly button = element('button', '', '发件箱')
  private readonly unread = element('span', 'unread')
  private readonly note = element('p', 'outbox-note', '正在加载…')
  private readonly list = element('ol', '')
  private messages: Message[] | undefined
  private timer = 0
  /** The number of messages when the drawer was last open. */
  private seen = 0

  constructor(private everybody: Persona[]) {
    this.element.hidden = true
    this.element.setAttribute('aria-label', '已发送的消息')
    this.note.setAttribute('role', 'status')
    this.list.setAttribute('aria-live', 'polite')
    const close = element('button', '', '×')
    close.setAttribute('aria-label', '关闭发件箱')
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

  /** Calls the receivers by the names they have now. */
  name(everybody: Persona[]): void {
    this.everybody = everybody
    this.redraw()
  }

  private show(open: boolean): void {
    const hadFocus = this.element.contains(document.activeElement)
    this.element.hidden = !open
    document.body.toggleAttribute('data-outbox', open)
    this.button.setAttribute('aria-expanded', String(open))
    if (!open && hadFocus) this.button.focus()
    this.count()
    if (open) void this.refresh()
  }

  /** Asks what has been sent, until the cloud answers. */
  async refresh(): Promise<void> {
    clearTimeout(this.timer)
    try {
      const response = await fetch('/local/outbox')
      if (!response.ok) throw new Error(`GET /local/outbox answered ${response.status}`)
      this.draw((await response.json()) as Message[])
    } catch (error) {
      this.note.textContent = OFFLINE
      this.note.title = (error as Error).message
      this.timer = window.setTimeout(() => void this.refresh(), AGAIN)
    }
  }

  private draw(messages: Message[]): void {
    this.note.textContent = messages.length > 0 ? '' : EMPTY
    // Drawn again only when something changed, so that text can be selected meanwhile.
    if (this.messages && keyOf(this.messages) === keyOf(messages)) return
    this.seen = Math.min(this.messages ? this.seen : messages.length, messages.length)
    this.messages = messages
    this.redraw()
    this.count()
  }

  private redraw(): void {
    const all = this.messages ?? []
    this.list.replaceChildren(...all.map(message => messageItem(message, this.everybody)).reverse())
  }

  private count(): void {
    const total = this.messages?.length ?? 0
    if (!this.element.hidden) this.seen = total
    const unread = total - this.seen
    this.unread.hidden = unread === 0
    this.unread.textContent = String(unread)
    this.button.setAttribute('aria-label', unread > 0 ? `发件箱，${unread} 条未读` : '发件箱')
  }
}

const keyOf = (messages: Message[]): string => messages.map(({ id, at }) => `${id} ${at}`).join()
