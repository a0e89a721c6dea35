import { type MessageView, message } from '../../contract/message'
import { client } from '../../services/cloud'
import { me } from '../../services/session'
import { showUnread } from '../../services/unread'
import { autoRefresh } from '../../ui/auto-refresh'
import { toastFailure } from '../../ui/latest-result'
import { listPage } from '../../ui/list-page'
import type { Option } from '../../ui/options'
import { kindsOf, type MessageRow, markRead, rowOf } from './view'

const messages = client(message)

interface Filters {
  feature: string
  kinds: Option<string>[]
}

const list = listPage<MessageRow, Filters>(
  async (page, { feature }) => {
    const [{ items, ...rest }, { duties = [] }] = await Promise.all([
      messages.list({ ...(feature && { feature: feature as MessageView['feature'] }), page }),
      me(),
    ])
    const showsDeliveries = duties.includes('system.admin')
    return { items: items.map(item => rowOf(item, Date.now(), showsDeliveries)), ...rest }
  },
  () => ({}),
  async () => ({ unread: await showUnread() }),
)

Page({
  ...list,
  ...autoRefresh,
  data: {
    ...list.data,
    unread: 0,
    feature: '',
    kinds: [] as Option<string>[],
    templates: ['repairProgress', 'roomOutcome'],
  },

  /** The kinds are those of the whole list, and stay while it is narrowed. */
  async load() {
    await list.load.call(this)
    const { feature, items } = this.data
    if (!feature) this.setData({ kinds: kindsOf(items.map(item => item.feature)) })
  },

  async onKind(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ feature: event.detail.value })
    await this.retry()
  },

  /** The page of the message opens even if marking it as read fails. */
  async open(event: WechatMiniprogram.TouchEvent) {
    const row = this.data.items.find(({ id }) => id === event.currentTarget.dataset.id)
    if (!row) return
    if (!row.read) await this.mark(row.id)
    if (row.page) await wx.navigateTo({ url: row.page })
  },

  async mark(id?: string) {
    try {
      await (id === undefined ? messages.readAll({}) : messages.read({ id }))
      this.show(markRead(this.data.items, id))
      this.setData({ unread: await showUnread() })
    } catch (error) {
      toastFailure(error)
    }
  },

  async readAll() {
    await this.mark()
  },
})
