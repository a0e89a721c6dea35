import * as v from 'valibot'
import { features } from './features/index'
import { id, line, page } from './kernel/fields'
import { op, type Page } from './kernel/rpc'

/** Channels that carry a message in addition to the list in the app. */
export const CHANNEL = { sms: '短信', mail: '邮件', subscribe: '微信订阅消息' } as const
export type Channel = keyof typeof CHANNEL

export const DELIVERY = {
  queued: '排队中',
  sending: '发送中',
  sent: '已发送',
  failed: '发送失败',
  skipped: '未发送',
} as const
export type DeliveryState = keyof typeof DELIVERY

/** Reasons to skip a delivery. */
export const SKIP_REASON = {
  FROZEN: '账号已冻结',
  LEFT: '已离开本单位',
  NO_PHONE: '没有登记手机号',
  NO_MAIL: '没有登记邮箱',
  NOT_JOINED: '还没有绑定微信',
  NO_CONSENT: '没有订阅授权',
  NOT_CONFIGURED: '本单位没有开通',
  ERASED: '内容提到的人已注销',
} as const
export type SkipReason = keyof typeof SKIP_REASON

export interface Delivery {
  channel: Channel
  state: DeliveryState
  /** Key of SKIP_REASON for a skipped delivery; error code of the last attempt for a failed one. */
  reason?: string
}

export interface MessageView {
  id: string
  /** Feature that sent it, such as `room`. */
  feature: string
  title: string
  text: string
  /** Page path that the message opens, with its query. */
  page?: string
  /** Present on a message that stands for several of one kind: each of them, with its own page. */
  parts?: { text: string; page?: string }[]
  at: string
  read: boolean
  deliveries: Delivery[]
}

/** A delivery that failed for good. */
export interface FailureView {
  id: string
  messageId: string
  channel: Channel
  title: string
  /** Name of the recipient. */
  to: string
  tries: number
  reason: string
  at: string
  /** Empty while the delivery is queued again. */
  actions: 'retry'[]
}

/** The to-do of deliveries that were given up. */
export const failuresTodo = (count: number) => ({
  title: '有消息没有送达',
  text: `${count} 条短信、邮件或微信提醒发送失败，可以重新发送`,
})

const NAMES = features.map(({ name }) => name)

/** Messages belong to no department, so the duty must be held for all. */
const system = { duty: 'system.admin', everywhere: true } as const

export const message = {
  name: 'message',
  ops: {
    list: op<Page<MessageView>>()('joined', v.object({ feature: v.optional(v.picklist(NAMES)), page })),
    unread: op<{ count: number }>()('joined', v.object({})),
    read: op<MessageView>()('joined', v.object({ id })),
    /** Reads the caller's messages that open the page; replies with the number that is still unread. */
    readPage: op<{ count: number }>()('joined', v.object({ page: line(1, 200) })),
    /** Replies with the number that is still unread. */
    readAll: op<{ count: number }>()('joined', v.object({})),
    /** Name of a subscribe template → template id, for the templates that are configured. */
    templates: op<Record<string, string>>()('joined', v.object({})),
    /** Records consent to one subscribe message for each template id in the list. */
    consented: op<{ recorded: number }>()(
      'joined',
      v.object({ templates: v.pipe(v.array(line(1, 80)), v.minLength(1), v.maxLength(3)) }),
    ),
    /** Name of a configured subscribe template → number of consents that are left. */
    consents: op<Record<string, number>>()('joined', v.object({})),
    failures: op<Page<FailureView>>()(system, v.object({ page })),
    /** Queues a failed delivery again. */
    retry: op<FailureView>()(system, v.object({ id })),
    /** Queues every failed delivery again; replies with their number. */
    retryAll: op<{ retried: number }>()(system, v.object({})),
  },
} as const
