import { refuse } from '#contract/kernel/errors'
import { DAY, iso } from '#contract/kernel/time'
import type { FailureView, MessageView, message } from '#contract/message'
import { type SubscribeTemplate, subscribeTemplates } from '../../database-schema/subscribe-templates'
import { auditEntry, withAudit } from '../kernel/audit'
import { _, $, type Aggregate } from '../kernel/data/cloud'
import { byTime, listPage } from '../kernel/data/page'
import type { Fields } from '../kernel/data/table'
import { operationKey } from '../kernel/idempotency'
import type { Member } from '../kernel/identity/member'
import { consume, type RateLimit } from '../kernel/rate-limit'
import type { Context, Handlers } from '../kernel/serve'
import { countConsents, recordConsents } from './consents'
import { wordsOf } from './digest'
import type { DeliveryRow, MessageRow } from './model'
import { deliveries, messages } from './store'

type Shown = MessageRow & { deliveries: DeliveryRow[] }
type Failed = DeliveryRow & { receiver: Member[] }

const withDeliveries = (pipeline: Aggregate) =>
  pipeline.lookup({ from: 'deliveries', localField: '_id', foreignField: 'messageId', as: 'deliveries' })
const withReceiver = (pipeline: Aggregate) =>
  pipeline.lookup({ from: 'members', localField: 'to', foreignField: '_id', as: 'receiver' })

/** Each leaves a row for every template. */
const CONSENTS: RateLimit = { field: 'consents', most: 30, within: DAY }

export const handlers: Handlers<typeof message> = {
  list({ feature, page }, { actor }) {
    const where = [{ to: actor._id }, ...(feature ? [{ feature }] : [])]
    return listPage(messages, { where, order: byTime('at', -1), page, join: withDeliveries }, view)
  },

  unread: async (_input, { actor }) => ({ count: await countUnread(actor) }),

  async read({ id }, { actor, now }) {
    await messages.updateAll({ _id: id, to: actor._id, unread: true }, readFields(now))
    const [row] = await messages.aggregate<Shown>(1, pipeline =>
      withDeliveries(pipeline.match({ _id: id, to: actor._id })),
    )
    return row ? view(row) : refuse('NOT_FOUND')
  },

  async readPage({ page }, { actor, now }) {
    const opened = _.or([{ page, 'parts.1': _.exists(false) }, { overview: page }]) as unknown as Fields
    await messages.updateAll([{ to: actor._id, unread: true }, opened], readFields(now))
    return { count: await countUnread(actor) }
  },

  async readAll(_input, { actor, now }) {
    await messages.updateAll({ to: actor._id, unread: true }, readFields(now))
    return { count: 0 }
  },

  templates: async () => templates(),

  /** Ids of unknown templates are not recorded. */
  async consented({ templates: accepted }, { actor, openid, now, key, newId }) {
    if (!openid) refuse('NOT_MEMBER')
    const ours = Object.values(templates()).filter(id => accepted.includes(id))
    if (ours.length) await consume(CONSENTS, { actor, now, key: operationKey('consented', key) })
    await recordConsents(newId(), openid, ours, now)
    return { recorded: ours.length }
  },

  async consents(_input, { openid }) {
    const left = openid ? await countConsents(openid) : new Map<string, number>()
    return Object.fromEntries(Object.entries(templates()).map(([name, id]) => [name, left.get(id) ?? 0]))
  },

  failures: ({ page }) =>
    listPage(
      deliveries,
      { where: [{ state: 'failed' }], order: byTime('at', -1), page, join: withReceiver },
      failureView,
    ),

  /** A delivery that is no longer failed stays as it is. */
  async retry({ id }, context) {
    const press = operationKey('retry', context.key)
    await deliveries.update([{ _id: id }, ...failedBefore(press)], toRetry(context, press, id))
    const [row] = await deliveries.aggregate<Failed>(1, pipeline => withReceiver(pipeline.match({ _id: id })))
    return row ? failureView(row) : refuse('NOT_FOUND')
  },

  async retryAll(_input, context) {
    const press = operationKey('retryAll', context.key)
    const retried = await deliveries.updateAll(failedBefore(press), toRetry(context, press, '*'))
    return { retried: press ? await countRetriedBy(press) : retried }
  },
}

async function countUnread({ _id }: Member): Promise<number> {
  const [found] = await messages.aggregate<{ count: number }>(1, pipeline =>
    pipeline.match({ to: _id, unread: true }).group({ _id: null, count: $.sum(1) }),
  )
  return found?.count ?? 0
}

const readFields = (readAt: Date) => ({ readAt, unread: _.remove() })

/** Failed deliveries, without those that this request has put back in an earlier attempt. */
const failedBefore = (press: string) => [{ state: 'failed' }, ...(press ? [{ lastKey: _.neq(press) }] : [])]

/** The number of deliveries that one request has put back. */
async function countRetriedBy(lastKey: string): Promise<number> {
  const [found] = await deliveries.aggregate<{ count: number }>(1, pipeline =>
    pipeline.match({ lastKey }).group({ _id: null, count: $.sum(1) }),
  )
  return found?.count ?? 0
}

/** The change that puts a delivery back into the queue, with its audit entry. */
function toRetry({ actor, now, newId }: Context, lastKey: string, id: string) {
  const target = { kind: 'delivery', id, name: id }
  const entry = auditEntry(actor, { id: newId(), at: now, action: 'retry', target, departments: [] })
  return { state: 'queued', dueAt: now, reason: _.remove(), lastKey, ...withAudit(entry) }
}

/** Ids of the configured templates, by name. */
const templates = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries<SubscribeTemplate>(subscribeTemplates).flatMap(([name, { variable }]) => {
      const id = process.env[variable]
      return id ? [[name, id]] : []
    }),
  )

/** Makes the reply; messages leave the server through this function alone. */
function view({ deliveries, ...row }: Shown): MessageView {
  const { title, text, page, parts } = wordsOf(row)
  return {
    id: row._id,
    feature: row.feature,
    title,
    text,
    ...(page && { page }),
    ...(parts.length && { parts }),
    at: iso(row.at),
    read: !row.unread,
    deliveries: deliveries
      .sort((a, b) => (a._id < b._id ? -1 : 1))
      .map(({ channel, state, reason }) => ({ channel, state, ...(reason && { reason }) })),
  }
}

const failureView = (row: Failed): FailureView => ({
  id: row._id,
  messageId: row.messageId,
  channel: row.channel,
  title: row.title,
  to: row.receiver[0]?.name ?? row.address ?? '',
  tries: row.tries,
  reason: row.reason ?? '',
  at: iso(row.at),
  actions: row.state === 'failed' ? ['retry'] : [],
})
