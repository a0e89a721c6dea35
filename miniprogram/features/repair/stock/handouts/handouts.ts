import { type PreparationView, repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { autoRefresh } from '../../../../ui/auto-refresh'
import { listPage } from '../../../../ui/list-page'
import type { Task } from '../../shared/staff-actions/view'
import { type Card, cardOf, taskOf } from './view'

const repairs = client(repair)
const list = listPage<PreparationView & { card: Card }, { out: boolean }>(async (page, { out }) => {
  const { items, next } = await repairs.prepare({ out, page })
  return { items: items.map(one => ({ ...one, card: cardOf(one, out) })), next }
})

/** What the storekeeper gets ready, the ticket that waits longest first; and what may come back. */
Page({
  ...list,
  ...autoRefresh,
  data: { ...list.data, out: false, task: null as Task | null },

  async pick(event: WechatMiniprogram.TouchEvent) {
    const out = event.currentTarget.dataset.out as boolean
    if (out === this.data.out || this.data.phase === 'loading') return
    this.setData({ out, phase: 'loading' })
    await this.load()
  },

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
      url: `/features/repair/reporter/ticket/ticket?id=${event.currentTarget.dataset.id as string}`,
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
