import { message } from '../../contract/message'
import { client } from '../../services/cloud'
import { showUnread } from '../../services/unread'
import { autoRefresh } from '../../ui/auto-refresh'
import { toastFailure } from '../../ui/latest-result'
import { listPage } from '../../ui/list-page'
import { markRead, rowOf } from './view'

const messages = client(message)
const list = listPage(
  async page => {
    const { items, ...rest } = await messages.list({ page })
    return { items: items.map(item => rowOf(item, Date.now())), ...rest }
  },
  () => ({}),
  async () => ({ unread: await showUnread() }),
)

Page({
  ...list,
  ...autoRefresh,
  data: { ...list.data, unread: 0 },

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
