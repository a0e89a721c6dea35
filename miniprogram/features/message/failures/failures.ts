import { type FailureView, message } from '../../../contract/message'
import { client } from '../../../services/cloud'
import { Press } from '../../../services/press'
import { paged } from '../../../ui/paged'
import { explain } from '../../../ui/phase'
import { rowOf } from './view'

const messages = client(message)
const press = new Press()
const list = paged(async page => {
  const { items, ...rest } = await messages.failures({ page })
  return { items: items.map(item => rowOf(item, Date.now())), ...rest }
})

Page({
  ...list,

  async retryOne(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as FailureView
    await this.send(() => messages.retry({ id }, { key: press.keyFor('retry', id) }), id)
  },

  async retryAll() {
    const content = '所有没发出去的消息都会重新排队发送。'
    const { confirm } = await wx.showModal({ title: '全部重发？', content, confirmText: '全部重发' })
    if (confirm) await this.send(() => messages.retryAll({}, { key: press.keyFor('retryAll', '') }))
  },

  /** What is back in the queue leaves the list; without an id all of it. */
  async send(request: () => Promise<unknown>, id?: string) {
    if (this.data.phase !== 'ready') return
    this.setData({ phase: 'sending' })
    try {
      await request()
      press.done()
      this.setData({ phase: 'ready', items: id ? this.data.items.filter(item => item.id !== id) : [] })
      await wx.showToast({ title: '已重新排队', icon: 'success' })
    } catch (error) {
      this.setData({ phase: 'ready' })
      await wx.showToast({ title: explain(error).message, icon: 'none' })
    }
  },
})
