import { ask, get } from './api'
import { actionButton, chooser, field, h, toast } from './dom'
import type { Reload, View } from './view'

/** A trouble that has not happened yet, as the front door lists it. */
interface Fault {
  action: string
  nth: number
  kind: string
  when: 'before' | 'after'
  seen: number
}

const KINDS: [kind: string, words: string][] = [
  ['error', '返回系统错误'],
  ['timeout', '一直没有回应'],
  ['cut', '连接中断'],
  ['kill', '函数进程被杀掉'],
  ['cutoff', '调用被切断，进程还在'],
]
const WHEN: [when: string, words: string][] = [
  ['before', '还没生效时'],
  ['after', '生效之后'],
]
const ACTIONS = [
  'database.*',
  'database.getDocument',
  'database.insertDocument',
  'database.modifyDocument',
  'database.modifyAndReturnDoc',
  'database.removeDocument',
  'database.aggregateDocuments',
  'database.commitTransaction',
  'storage.*',
  'functions.invokeFunction',
]

/** Troubles that are to happen, and a form for the next. */
export const faultsView: View = async (_, reload) => {
  const faults = await get<Fault[]>('/local/faults')
  const clear = actionButton('全部取消', 'quiet', async () => {
    await ask('DELETE', '/local/faults')
    await reload()
  })
  return [
    h('div', { class: 'head' }, h('h2', {}, '故障'), faults.length > 0 && clear),
    h('p', { class: 'weak' }, '安排一次故障，看看程序能不能挺过去。每个故障只发生一次，发生后自动消失。'),
    form(reload),
    faults.length > 0
      ? h('ul', { class: 'rows' }, ...faults.map(row))
      : h('p', { class: 'state' }, '没有安排故障'),
  ]
}

function form(reload: Reload): HTMLElement {
  const action = h('input', { value: 'database.modifyDocument', list: 'actions', spellcheck: 'false' })
  const known = h('datalist', { id: 'actions' }, ...ACTIONS.map(value => h('option', { value })))
  const nth = h('input', { type: 'number', min: '1', value: '1' })
  const kind = chooser(KINDS, 'error')
  const when = chooser(WHEN, 'before')
  const add = actionButton('安排', 'primary', async () => {
    const fault = { action: action.value, nth: Number(nth.value), kind: kind.value, when: when.value }
    await ask('POST', '/local/faults', JSON.stringify(fault))
    await reload()
    toast('已安排')
  })
  return h(
    'div',
    { class: 'runner fault-form' },
    field('云端操作', action),
    known,
    field('从现在起第几次', nth),
    field('发生什么', kind),
    field('什么时候', when),
    h('div', { class: 'buttons' }, add),
  )
}

function row({ action, nth, kind, when, seen }: Fault): HTMLElement {
  return h(
    'li',
    { class: 'row' },
    h('code', {}, action),
    h('span', {}, `第 ${nth} 次，${wordsOf(WHEN, when)}`),
    h('span', { class: 'bad' }, wordsOf(KINDS, kind)),
    h('span', { class: 'weak' }, `还差 ${nth - seen} 次`),
  )
}

const wordsOf = (choices: [string, string][], value: string): string =>
  choices.find(([choice]) => choice === value)?.[1] ?? value
