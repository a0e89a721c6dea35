import { account, type Me, PRIVACY_VERSION } from '../../../contract/account'
import { client } from '../../../services/cloud'
import { profilePage } from '../../../ui/profile-page'
import { sendOnce } from '../../../ui/send'
import { changeMe } from '../change-me'
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

  async onShow() {
    await this.appear()
  },

  async agree() {
    await changeMe(this, drawn, {
      op: 'consent',
      input: { version: PRIVACY_VERSION },
      send: accounts.consent,
    })
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
    await changeMe(this, drawn, { op: 'erase', input: {}, send: accounts.erase, confirm: QUESTIONS.erase })
  },

  async cancelErasing() {
    await changeMe(this, drawn, { op: 'keep', input: {}, send: accounts.keep })
  },

  async unbind() {
    await changeMe(this, drawn, {
      op: 'unbind',
      input: {},
      send: accounts.unbind,
      confirm: QUESTIONS.unbind,
      done: () => wx.switchTab({ url: '/pages/home/home' }),
    })
  },
})
