import { ask, get } from './api'
import { confirmed } from './dialog'
import { actionButton, chooser, h, toast } from './dom'
import { type Persona, personas } from './people'
import type { View } from './view'
import { moment } from './words'

/** One message in the outbox, as the front door lists it. */
export interface Message {
  id: string
  kind: string
  at: string
  to: string
  template?: string
  parameters: Record<string, unknown>
  text: string
  status: 'sent' | 'failed'
  code?: string | number
}

const KINDS: Record<string, string> = { sms: '短信', mail: '邮件', subscribe: '订阅消息' }

/** The messages that carriers received, newest first, and the controls of the carriers' behaviour. */
export const outboxView: View = async ({ query }, reload) => {
  const kind = query.get('kind') ?? ''
  const [messages, everybody] = await Promise.all([
    get<Message[]>(`/local/outbox${kind && `?kind=${kind}`}`),
    personas(),
  ])
  const clear = actionButton('清空', 'danger-quiet', async () => {
    if (!(await confirmed('清空发件箱？', '所有记录都会删除，不能恢复。', '清空'))) return
    await ask('DELETE', '/local/outbox')
    await reload()
  })
  return [
    h(
      'div',
      { class: 'head' },
      h('h2', {}, '发件箱'),
      h('div', { class: 'buttons' }, actionButton('刷新', 'quiet', reload), messages.length > 0 && clear),
    ),
    kinds(kind),
    messages.length > 0
      ? h('ol', { class: 'rows' }, ...messages.reverse().map(message => row(message, everybody)))
      : h('p', { class: 'state' }, '还没有发出任何消息：短信、邮件和订阅消息都会记在这里，不会真的发出去'),
    h('section', {}, h('h3', {}, '让发送出问题'), carriers()),
  ]
}

function kinds(current: string): HTMLElement {
  const links = Object.entries({ '': '全部', ...KINDS }).map(([kind, words]) =>
    h('a', { href: `#/outbox${kind && `?kind=${kind}`}`, 'aria-current': kind === current && 'page' }, words),
  )
  return h('nav', { class: 'tabs', 'aria-label': '消息的种类' }, ...links)
}

function row({ kind, at, to, text, status, code, template }: Message, everybody: Persona[]): HTMLElement {
  const person = everybody.find(({ openid }) => openid === to)
  return h(
    'li',
    { class: 'message' },
    h(
      'p',
      { class: 'facts' },
      h('span', { class: 'tag used' }, KINDS[kind] ?? kind),
      h('b', {}, person?.name ?? to),
      h('span', {}, moment(at)),
      template !== undefined && h('code', {}, template),
      status === 'failed' && h('span', { class: 'bad' }, `发送失败 ${code ?? ''}`),
    ),
    h('p', { class: 'text' }, text),
  )
}

/** The behaviours that a carrier can be given; the codes are the carriers' own. */
const PLANS: [plan: string, words: string][] = [
  ['ok', '正常'],
  ['slow', '慢 5 秒'],
  ['fail', '失败'],
  ['down', '没有回应'],
]
const FAILURES: Record<string, string | number> = {
  sms: 'LimitExceeded.PhoneNumberDailyLimit',
  mail: 550,
  subscribe: 43101,
}

function carriers(): HTMLElement {
  const kind = chooser(Object.entries(KINDS), 'sms')
  const plan = chooser(PLANS, 'ok')
  kind.setAttribute('aria-label', '哪种消息')
  plan.setAttribute('aria-label', '从现在起')
  const apply = actionButton('应用', 'primary', async () => {
    const order = { kind: kind.value, plan: plan.value, code: FAILURES[kind.value], ms: 5000 }
    await ask('POST', '/local/outbox/plan', JSON.stringify(order))
    toast(`${KINDS[kind.value]}从现在起：${PLANS.find(([value]) => value === plan.value)![1]}`)
  })
  return h('div', { class: 'line' }, kind, plan, apply)
}
