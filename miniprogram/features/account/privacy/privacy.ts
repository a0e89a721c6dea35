import { account, type Me, PRIVACY_VERSION } from '../../../contract/account'
import { client } from '../../../services/cloud'
import { keepMe } from '../../../services/session'
import { profilePage } from '../../../ui/profile-page'
import { type PageRequest, sendOnce } from '../../../ui/send'
import { PRIVACY_NOTICE } from '../privacy-notice'
import { QUESTIONS, type Standing, standing } from './view'

const accounts = client(account)
const drawn = (person: Me) => ({ standing: standing(person, Date.now()) })
const page = profilePage(drawn)

Page({
  ...page,
  data: {
    ...page.data,
    notice: PRIVACY_NOTICE.sections,
    standing: null as Standing | null,
    files: null as { json: string; csv: string } | null,
  },

  async onLoad() {
    await this.load()
  },

  async agree() {
    await this.send({ op: 'consent', input: { version: PRIVACY_VERSION }, send: accounts.consent })
  },

  async exportData() {
    await sendOnce(this, {
      op: 'export',
      input: {},
      send: accounts.export,
      done: ({ json, csv }) => this.setData({ files: { json, csv } }),
    })
  },

  async copy(event: WechatMiniprogram.TouchEvent) {
    const { data } = event.currentTarget.dataset as { data: string }
    await wx.setClipboardData({ data })
  },

  async erase() {
    await this.send({ op: 'erase', input: {}, send: accounts.erase, confirm: QUESTIONS.erase })
  },

  async cancelErasing() {
    await this.send({ op: 'keep', input: {}, send: accounts.keep })
  },

  async unbind() {
    await this.send({
      op: 'unbind',
      input: {},
      send: accounts.unbind,
      confirm: QUESTIONS.unbind,
      done: () => wx.switchTab({ url: '/pages/home/home' }),
    })
  },

  /** Sends what changes the person, and shows them as they are then. */
  async send<Input>(request: PageRequest<Input, Me>) {
    await sendOnce(this, {
      ...request,
      done: person => {
        keepMe(person)
        this.setData(drawn(person))
        return request.done?.(person)
      },
    })
  },
})
