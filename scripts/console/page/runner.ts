import type { FunctionDetail } from '../../local-cloud/console/replies'
import { ask } from './api'
import { actionButton, chooser, field, h } from './dom'
import { textarea } from './json'
import { type Persona, personaChooser } from './people'
import { count, duration } from './words'

/** Makes the form that runs a function with an event as a chosen person, and shows the reply and its cost. */
export function runner(
  { name, events }: FunctionDetail,
  everybody: Persona[],
  ran: () => Promise<void>,
): HTMLElement {
  const who = personaChooser(everybody)
  const which = chooser(
    events.map((event, index) => [String(index), event.name]),
    '0',
  )
  const editor = textarea('事件（JSON）')
  const result = h('div', { class: 'result', 'aria-live': 'polite' })
  const prepare = () => {
    const { as = '', event } = events[Number(which.value)]!
    who.value = as
    editor.show(event)
  }
  which.addEventListener('change', prepare)
  prepare()
  const run = actionButton('运行', 'primary', async () => {
    result.replaceChildren(h('p', { class: 'weak' }, '正在运行…'))
    result.replaceChildren(...(await call(name, who.value, editor.read())))
    await ran()
  })
  editor.element.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run.click()
  })
  const form = h(
    'div',
    { class: 'form' },
    h('div', { class: 'fields' }, field('事件', which), field('调用者', who)),
    editor.element,
    editor.fault,
    h('div', { class: 'buttons' }, run, h('small', { class: 'weak' }, 'Ctrl + Enter 也可以运行')),
  )
  return h('div', { class: 'runner' }, form, result)
}

interface Answer {
  result?: { ok?: boolean }
  error?: unknown
}

async function call(name: string, as: string, data: unknown): Promise<Node[]> {
  const response = await ask('POST', `/local/call/${name}`, JSON.stringify({ as, data }))
  const answer = (await response.json()) as Answer
  const { headers } = response
  const verdict = verdictOf(answer)
  const cost = headers.has('x-duration-ms')
    ? [
        duration(Number(headers.get('x-duration-ms'))),
        `数据库调用 ${count(Number(headers.get('x-db-calls')))} 次`,
        headers.get('x-cold') === 'true' ? '冷启动' : '热启动',
      ]
    : []
  return [
    h(
      'p',
      { class: 'facts' },
      h('b', { class: verdict === '成功' ? 'good' : 'bad' }, verdict),
      ...cost.map(words => h('span', {}, words)),
    ),
    h('pre', { tabindex: '0' }, JSON.stringify(answer.error ?? answer.result, null, 2) ?? '没有返回值'),
  ]
}

function verdictOf({ error, result }: Answer): string {
  if (error) return '执行失败'
  return result?.ok === false ? '被拒绝' : '成功'
}
