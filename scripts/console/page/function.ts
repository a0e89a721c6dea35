import type { FunctionDetail } from '../../local-cloud/console/replies'
import { ask, get } from './api'
import { actionButton, h, toast } from './dom'
import { facts } from './functions'
import { logList } from './log'
import { functionTable } from './overview'
import { personas } from './people'
import { runner } from './runner'
import type { View } from './view'

/** One function: run it, see what it came to, read its log. */
export const functionView: View = async ({ name }, reload) => {
  const path = `/local/console/functions/${name}`
  const [detail, everybody] = await Promise.all([get<FunctionDetail>(path), personas()])
  const figures = h('div', {}, functionTable([detail]))
  const log = h('div', {}, logList(detail.log))
  const refresh = async () => {
    const now = await get<FunctionDetail>(path)
    figures.replaceChildren(functionTable([now]))
    log.replaceChildren(logList(now.log))
  }
  return [
    h(
      'div',
      { class: 'head' },
      h('h2', {}, h('a', { href: '#/functions' }, '云函数'), ` / ${name}`),
      ...timerButton(detail, refresh),
    ),
    h('p', { class: 'facts' }, ...facts(detail).map(words => h('span', {}, words))),
    h('section', {}, h('h3', {}, '测试运行'), runner(detail, everybody, refresh)),
    h('section', {}, h('h3', {}, '统计'), figures),
    h(
      'section',
      {},
      h('div', { class: 'head' }, h('h3', {}, '日志'), actionButton('刷新', 'quiet', reload)),
      log,
    ),
  ]
}

function timerButton({ name, triggers }: FunctionDetail, refresh: () => Promise<void>): Node[] {
  if (triggers.length === 0) return []
  const fire = async () => {
    const reply = await ask('POST', `/local/timer/${name}`)
    const { error } = (await reply.json()) as { error?: { errMsg: string } }
    toast(error ? error.errMsg : '定时器执行完了', error ? 'bad' : 'good')
    await refresh()
  }
  return [actionButton('触发定时器', 'quiet', fire)]
}
