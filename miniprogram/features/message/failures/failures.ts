import { message } from '../../../contract/message'
import { client } from '../../../services/cloud'
import { listPage } from '../../../ui/list-page'
import { sendOnce } from '../../../ui/send'
import { rowOf } from './view'

const messages = client(message)
const list = listPage(async page => {
  const { items, ...rest } = await messages.failures({ page })
  return { items: items.map(item => rowOf(item, Date.now())), ...rest }
})

Page({
  ...list,

  async retryOne(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    await sendOnce(this, {
      op: 'retry',
      input: { id },
      send: messages.retry,
      done: () => this.show(this.data.items.filter(item => item.id !== id)),
      toast: '已重新排队',
    })
  },

  async retryAll() {
    await sendOnce(this, {
      op: 'retryAll',
      input: {},
      send: messages.retryAll,
      confirm: {
        title: '全部重发？',
        content: '所有没发出去的消息都会重新排队发送。',
        confirmText: '全部重发',
      },
      done: () => this.setData({ items: [], next: '' }),
      toast: '已重新排队',
    })
  },
})
