import type { FunctionSummary, Overview, QuerySummary } from '../../local-cloud/console/replies'
import { get } from './api'
import { tellTime } from './clock'
import { h, toast } from './dom'
import type { Message } from './outbox'
import { queryList } from './queries'
import { count, duration } from './words'

/** Milliseconds between two looks. */
const INTERVAL = 3_000

/** Everything at a glance; follows what happens while it is open. */
export async function overviewView(): Promise<Node[]> {
  const place = h('div')
  let last = ''
  const look = async () => {
    const [overview, queries, messages] = await Promise.all([
      get<Overview>('/local/console/overview'),
      get<QuerySummary[]>('/local/queries'),
      get<Message[]>('/local/outbox'),
    ])
    tellTime(overview.clock)
    const { clock: _, ...rest } = overview
    const seen = JSON.stringify([rest, queries, messages.length])
    // The page is drawn only after a change, so that it does not jump under the reader.
    if (seen !== last) place.replaceChildren(...content(overview, queries, messages))
    last = seen
  }
  await look()
  const timer = setInterval(() => {
    if (!place.isConnected) clearInterval(timer)
    else if (!document.hidden) look().catch((error: Error) => toast(error.message, 'bad'))
  }, INTERVAL)
  return [place]
}

function content(overview: Overview, queries: QuerySummary[], messages: Message[]): Node[] {
  const { functions, collections, queries: asked } = overview
  const undelivered = messages.filter(({ status }) => status === 'failed').length
  const total = (key: 'calls' | 'errors' | 'databaseCalls') =>
    functions.reduce((sum, one) => sum + one[key], 0)
  const errors = total('errors')
  return [
    h(
      'div',
      { class: 'cards' },
      card('云函数', functions.length, '#/functions', `共调用 ${count(total('calls'))} 次`),
      card('失败的调用', errors, '#/functions', errors ? '看看是哪个函数' : '一切正常', errors > 0),
      card('数据库调用', total('databaseCalls'), '#/database', '由云函数发起'),
      card('文档', collections.documents, '#/database', `${collections.count} 个集合`),
      card(
        '没走索引的查询',
        asked.unindexed,
        '#/database',
        `共查询 ${count(asked.count)} 次`,
        asked.unindexed > 0,
      ),
      card(
        '发出的消息',
        messages.length,
        '#/outbox',
        undelivered ? `${undelivered} 条没有送到` : '短信、邮件、订阅消息',
        undelivered > 0,
      ),
    ),
    h('section', {}, h('h2', {}, '云函数'), functionTable(functions)),
    ...slow(queries),
  ]
}

function card(words: string, value: number, href: string, note: string, alarming = false): HTMLElement {
  return h(
    'a',
    { class: alarming ? 'card alarming' : 'card', href },
    h('span', { class: 'weak' }, words),
    h('strong', {}, count(value)),
    h('small', {}, note),
  )
}

/** Calls, errors and time of every function, the busiest first. */
export function functionTable(functions: FunctionSummary[]): HTMLElement {
  const busiest = [...functions].sort((a, b) => b.calls - a.calls)
  const head = ['名称', '调用', '失败', '被拒绝', '平均', '最近', '数据库调用', '冷启动']
  return h(
    'div',
    { class: 'table', role: 'region', tabindex: '0', 'aria-label': '云函数的统计' },
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...head.map(words => h('th', { scope: 'col' }, words)))),
      h('tbody', {}, ...busiest.map(functionRow)),
    ),
  )
}

function functionRow(one: FunctionSummary): HTMLElement {
  const numbers = [
    count(one.calls),
    h('span', { class: one.errors ? 'bad' : '' }, count(one.errors)),
    count(one.refusals),
    duration(one.averageMs),
    duration(one.lastMs),
    count(one.databaseCalls),
    count(one.coldStarts),
  ]
  const link = h('a', { href: `#/functions/${one.name}` }, one.name)
  return h('tr', {}, h('th', { scope: 'row' }, link), ...numbers.map(value => h('td', {}, value)))
}

function slow(queries: QuerySummary[]): Node[] {
  const unindexed = queries.filter(({ index }) => index === null)
  if (unindexed.length === 0) return []
  return [h('section', {}, h('h2', {}, '没走索引的查询'), queryList(unindexed))]
}
