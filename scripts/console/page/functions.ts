import type { FunctionDetail, FunctionSummary } from '../../local-cloud/console/replies'
import { get } from './api'
import { h } from './dom'
import { failureList } from './log'
import { functionTable } from './overview'
import { size } from './words'

/** The calls that failed, then every function: what it came to, and how it is set up. */
export async function functionsView(): Promise<Node[]> {
  const functions = await get<FunctionSummary[]>('/local/console/functions')
  if (functions.length === 0)
    return [h('p', { class: 'state' }, '还没有云函数：运行 npm run build，再重新启动')]
  return [
    h('section', {}, h('h2', {}, '失败的调用'), failureList(await failing(functions))),
    h('section', {}, h('h2', {}, '云函数'), functionTable(functions)),
    h('section', {}, h('h2', {}, '配置'), h('ul', { class: 'rows' }, ...functions.map(configuration))),
  ]
}

/** The functions with failures, with their logs. */
const failing = (functions: FunctionSummary[]): Promise<FunctionDetail[]> =>
  Promise.all(
    functions
      .filter(({ errors }) => errors > 0)
      .map(({ name }) => get<FunctionDetail>(`/local/console/functions/${name}`)),
  )

function configuration({ name, bytes, timeoutSeconds, triggers }: FunctionSummary): HTMLElement {
  return h(
    'li',
    {},
    h(
      'a',
      { class: 'row', href: `#/functions/${name}` },
      h('b', {}, name),
      h(
        'span',
        { class: 'facts' },
        ...facts({ bytes, timeoutSeconds, triggers }).map(words => h('span', {}, words)),
      ),
    ),
  )
}

/** Size, time limit and timers, in words. */
export function facts(one: Pick<FunctionSummary, 'bytes' | 'timeoutSeconds' | 'triggers'>): string[] {
  return [
    `代码 ${size(one.bytes)}`,
    `超时 ${one.timeoutSeconds} 秒`,
    ...one.triggers.map(({ name, config }) => `定时器 ${name}（${config}）`),
  ]
}
