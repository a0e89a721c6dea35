import { directory } from '../../../../contract/directory'
import { client } from '../../../../services/cloud'
import { RequestKey } from '../../../../services/idempotency'
import { tree } from '../../../../services/tree'
import { listPage } from '../../../../ui/list-page'
import { explain } from '../../../../ui/phase'
import { type Card, cardOf, REFUSE } from './view'

const directories = client(directory)
const requestKey = new RequestKey()
const list = listPage<Card>(async page => {
  const [{ items, next }, { departments }] = await Promise.all([directories.joinRequests({ page }), tree()])
  return { items: items.map(cardOf(departments, Date.now())), next }
})

Page({
  ...list,
  data: {
    ...list.data,
    /** The request that is being refused. */
    refusing: '',
    question: REFUSE,
    problem: '',
  },

  async accept(event: WechatMiniprogram.TouchEvent) {
    const { id, name } = event.currentTarget.dataset as { id: string; name: string }
    const content = `${name}马上就能以本单位成员的身份使用。请确认你认识这个人。`
    const { confirm } = await wx.showModal({ title: '通过申请', content, confirmText: '通过' })
    if (confirm) await this.decide({ id, accept: true })
  },

  refuse(event: WechatMiniprogram.TouchEvent) {
    this.setData({ refusing: event.currentTarget.dataset.id as string, problem: '' })
  },

  endRefusing() {
    this.setData({ refusing: '', problem: '' })
  },

  async answer(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    await this.decide({ id: this.data.refusing, accept: false, reason: event.detail.reason })
  },

  async decide(input: { id: string; accept: boolean; reason?: string }) {
    if (this.data.phase !== 'ready') return
    this.setData({ phase: 'sending', problem: '' })
    try {
      await directories.decideJoinRequest(input, { key: requestKey.keyFor('decideJoinRequest', input) })
      requestKey.complete()
      this.setData({ refusing: '', items: this.data.items.filter(({ id }) => id !== input.id) })
    } catch (error) {
      const { message } = explain(error)
      if (this.data.refusing) this.setData({ problem: message })
      else await wx.showToast({ title: message, icon: 'none' })
    }
    this.setData({ phase: 'ready' })
  },
})
