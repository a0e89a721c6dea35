import { type PreparationView, repair } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import { paged } from '../../../ui/paged'
import { watched } from '../../../ui/watched'
import type { Task } from '../act/view'
import { type Card, cardOf, taskOf } from './view'

const repairs = client(repair)
const list = paged<PreparationView & { card: Card }>(async page => {
  const { items, next } = await repairs.prepare({ page })
  return { items: items.map(one => ({ ...one, card: cardOf(one) })), next }
})

/** What the storekeeper gets ready, the ticket that waits longest first. */
Page({
  ...list,
  ...watched,
  data: { ...list.data, task: null as Task | null },

  act(event: WechatMiniprogram.TouchEvent) {
    const { index, action, material } = event.currentTarget.dataset as {
      index: number
      action: 'issue' | 'return'
      material: string
    }
    this.setData({ task: taskOf(action, this.data.items[index]!, material) })
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({
      url: `/features/repair/ticket/ticket?id=${event.currentTarget.dataset.id as string}`,
    })
  },

  endAct() {
    this.setData({ task: null })
  },

  async done() {
    this.endAct()
    await this.load()
  },
})
