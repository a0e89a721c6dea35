import { pagePath } from '#contract/features/feature'
import { failuresTodo } from '#contract/message'
import { $ } from '../kernel/data/cloud'
import { type EventItem, eventOf, holdersOf, todoId, todoKey } from '../kernel/events/event'
import { todos } from '../kernel/events/todos'
import { ALL } from '../kernel/identity/policy'
import type { Message } from '../kernel/messages/message'
import { applyEvents } from './apply-events'
import { FAN_OUT } from './fan-out'
import { deliveries } from './store'

const SUBJECT = { feature: 'message', subject: 'failures' } as const

/** Keeps one to-do while deliveries are given up, and tells the administrators when the first is. */
export async function reviewFailures(now: Date): Promise<number> {
  const [[failed], row] = await Promise.all([
    deliveries.aggregate<{ count: number }>(1, pipeline =>
      pipeline.match({ state: 'failed' }).group({ _id: null, count: $.sum(1) }),
    ),
    todos.first({ _id: todoId(SUBJECT.feature, SUBJECT.subject) }),
  ])
  const items = failed ? [itemOf(failed.count)] : []
  const stands = row?.items[0]
  if (stands?.text === items[0]?.text) return 0
  const version = (row?.version ?? 0) + 1
  // First the message, whose id a run after an interruption gives again.
  if (failed && !stands) await FAN_OUT.outbox([messageOf(items[0]!, version, now)] as never[])
  await applyEvents([eventOf({ ...SUBJECT, version, at: now, items })])
  return 1
}

const itemOf = (count: number): EventItem => ({
  ...failuresTodo(count),
  box: 'todo',
  kind: 'message.failures',
  to: holdersOf('system.admin'),
  page: pagePath('message/failures'),
})

const messageOf = ({ title, text, page }: EventItem, version: number, at: Date): Message => ({
  id: `failures-${version}`,
  feature: 'message',
  to: [],
  duty: 'system.admin',
  departmentId: ALL,
  title,
  text,
  page,
  at,
  digest: { kind: 'message.failures', page },
  todo: todoKey(SUBJECT.feature, SUBJECT.subject, 'message.failures'),
})
