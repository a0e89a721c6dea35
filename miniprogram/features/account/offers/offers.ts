import { account, type MembershipOfferView } from '../../../contract/account'
import { client } from '../../../services/cloud'
import { keepMe } from '../../../services/session'
import { listPage } from '../../../ui/list-page'
import type { RecordCard } from '../../../ui/record-card/card'
import { sendOnce } from '../../../ui/send'
import { type OfferAction, offerCard, QUESTIONS } from './view'

const accounts = client(account)
const list = listPage<MembershipOfferView>(
  () => accounts.offers({}),
  items => ({ cards: items.map(item => ({ id: item.id, card: offerCard(item, Date.now()) })) }),
)

Page({
  ...list,
  data: {
    ...list.data,
    cards: [] as { id: string; card: RecordCard }[],
  },

  async onAction(event: WechatMiniprogram.CustomEvent<{ action: OfferAction }>) {
    const { id } = event.currentTarget.dataset as { id: string }
    if (event.detail.action === 'accept') await this.accept(id)
    else await this.decline(id)
  },

  async accept(id: string) {
    await sendOnce(this, {
      op: 'acceptOffer',
      input: { id },
      send: accounts.acceptOffer,
      confirm: QUESTIONS.accept,
      done: async me => {
        keepMe(me)
        await wx.switchTab({ url: '/pages/home/home' })
      },
    })
  },

  async decline(id: string) {
    await sendOnce(this, {
      op: 'declineOffer',
      input: { id },
      send: accounts.declineOffer,
      confirm: QUESTIONS.decline,
      done: () => this.show(this.data.items.filter(item => item.id !== id)),
    })
  },
})
