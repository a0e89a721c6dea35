import type { FunctionDetail } from '../../local-cloud/console/replies'
import { h } from './dom'
import { duration, timeOfDay } from './words'

/** One line that our functions write for each call. */
interface Entry {
  op: string
  code: string
  ms?: number
  db?: number
  requestId?: string
  crash?: string
}

/** True for the line of a call that crashed. */
const isFailure = (text: string): boolean => entryOf(text)?.code === 'INTERNAL'

/** The failures of functions, newest first, each with its function. */
export function failureList(functions: readonly FunctionDetail[]): HTMLElement {
  const failures = functions
    .flatMap(({ name, log }) => log.filter(({ text }) => isFailure(text)).map(line => ({ name, ...line })))
    .sort((one, other) => other.at.localeCompare(one.at))
  if (failures.length === 0) return h('p', { class: 'state' }, '没有失败的调用')
  const lines = failures.map(({ name, at, text }) =>
    h('li', {}, h('time', {}, timeOfDay(at)), h('a', { href: `#/functions/${name}` }, name), ...lineOf(text)),
  )
  return h('ol', { class: 'log', tabindex: '0', 'aria-label': '失败的调用，最新的在前' }, ...lines)
}

/** The last lines that a function printed, newest first. */
export function logList(log: FunctionDetail['log']): HTMLElement {
  if (log.length === 0) return h('p', { class: 'state' }, '还没有日志：运行一次就有了')
  const lines = [...log]
    .reverse()
    .map(({ at, text }) => h('li', {}, h('time', {}, timeOfDay(at)), ...lineOf(text)))
  return h('ol', { class: 'log', tabindex: '0', 'aria-label': '日志，最新的在前' }, ...lines)
}

function lineOf(text: string): Node[] {
  const entry = entryOf(text)
  if (!entry) return [h('code', {}, text)]
  const { op, code, ms, db, requestId, crash } = entry
  const parts = [
    h('b', {}, op || '（没有操作名）'),
    h('span', { class: code === 'OK' ? 'good' : code === 'INTERNAL' ? 'bad' : 'warn' }, code),
    ms !== undefined && h('span', {}, duration(ms)),
    db !== undefined && h('span', {}, `数据库 ${db} 次`),
    requestId !== undefined && h('span', { class: 'weak' }, requestId),
    crash !== undefined && h('pre', {}, crash),
  ]
  return parts.filter(part => part !== false)
}

function entryOf(text: string): Entry | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    const value = JSON.parse(text)
    return typeof value.op === 'string' && typeof value.code === 'string' ? value : undefined
  } catch {
    // A line that only looks like one of ours is shown as it is.
    return undefined
  }
}
