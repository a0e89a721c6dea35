import * as v from 'valibot'
import { id, page, text } from './kernel/fields'
import { op, type Page } from './kernel/rpc'

/** How a message reaches somebody beside the list in the app. */
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

/** Why a delivery was skipped. */
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
  /** Why it was skipped, as a key of NOT_SENT, or the code with which its last attempt failed. */
  reason?: string
}

export interface MessageView {
  id: string
  /** Which feature it comes from, such as `room`. */
  feature: string
  title: string
  text: string
  /** The page that shows what it is about, with its query. */
  page?: string
  at: string
  read: boolean
  deliveries: Delivery[]
}

/** A delivery that was given up. */
export interface FailureView {
  id: string
  messageId: string
  channel: Channel
  title: string
  /** The receiver's name. */
  to: string
  tries: number
  reason: string
  at: string
  /** Empty once it is back in the queue. */
  actions: 'retry'[]
}

/** Messages belong to no department. */
const system = { duty: 'system.admin', everywhere: true } as const

export const message = {
  name: 'message',
  ops: {
    list: op<Page<MessageView>>()('joined', v.object({ page })),
    unread: op<{ count: number }>()('joined', v.object({})),
    read: op<MessageView>()('joined', v.object({ id })),
    /** Answers what is left unread. */
    readAll: op<{ count: number }>()('joined', v.object({})),
    /** Names of subscribe templates → ids; only those that are set up. */
    templates: op<Record<string, string>>()('joined', v.object({})),
    /** Every id stands for one message that the person has just agreed to. */
    consented: op<{ recorded: number }>()(
      'joined',
      v.object({ templates: v.pipe(v.array(text(1, 80)), v.minLength(1), v.maxLength(3)) }),
    ),
    failures: op<Page<FailureView>>()(system, v.object({ page })),
    /** Puts a delivery that was given up back into the queue. */
    retry: op<FailureView>()(system, v.object({ id })),
    /** All of them; answers how many were given up until now. */
    retryAll: op<{ retried: number }>()(system, v.object({})),
  },
} as const
