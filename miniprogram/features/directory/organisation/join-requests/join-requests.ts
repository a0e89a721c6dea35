import type { JoinRequestView } from '../../../../contract/account'
import { directory } from '../../../../contract/directory'
import { client } from '../../../../services/cloud'
import { tree } from '../../../../services/tree'
import { listPage, replaceItem } from '../../../../ui/list-page'
import { failureIn, type ModalWords, sendOnce } from '../../../../ui/send'
import { acceptWords, type Card, cardOf, REFUSE } from './view'

const directories = client(directory)
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
    spec: REFUSE,
    problem: '',
  },

  async accept(event: WechatMiniprogram.TouchEvent) {
    const { id, name } = event.currentTarget.dataset as { id: string; name: string }
    await this.decide({ id, accept: true }, acceptWords(name))
  },

  refuse(event: WechatMiniprogram.TouchEvent) {
    this.setData({ refusing: event.currentTarget.dataset.id as string, problem: '' })
  },

  endRefusing() {
    this.setData({ refusing: '', problem: '' })
  },

  async onConfirm(event: WechatMiniprogram.CustomEvent<{ words: string }>) {
    await this.decide({ id: this.data.refusing, accept: false, reason: event.detail.words })
  },

  async decide(decision: { id: string; accept: boolean; reason?: string }, confirm?: ModalWords) {
    const card = this.data.items.find(({ id }) => id === decision.id)
    if (!card) return
    await sendOnce(this, {
      op: 'decideJoinRequest',
      input: { ...decision, version: card.version },
      send: directories.decideJoinRequest,
      confirm,
      done: request => this.update(request),
      changed: request => this.update(request),
      // The sheet tells what went wrong; without one a toast does.
      fail: error => this.setData(failureIn(this.data.refusing !== '', error)),
    })
  },

  /** A request that was decided no longer waits; one that was written anew is shown as it is now. */
  async update(request: JoinRequestView) {
    const { departments } = await tree()
    const { items } = this.data
    this.endRefusing()
    this.show(
      request.state === 'pending'
        ? replaceItem(items, cardOf(departments, Date.now())(request))
        : items.filter(({ id }) => id !== request.id),
    )
  },
})
