import { account, type Me, PRIVACY_VERSION } from '../../../contract/account'
import { client } from '../../../services/cloud'
import { download } from '../../../services/download'
import { profilePage } from '../../../ui/profile-page'
import { sendOnce } from '../../../ui/send'
import { changeMe } from '../change-me'
import { PRIVACY_NOTICE } from '../privacy-notice'
import { FILE_NAMES, QUESTIONS, type Standing, standing } from './view'

const accounts = client(account)
const drawn = (person: Me) => ({ standing: standing(person, Date.now()) })
const page = profilePage(drawn)

Page({
  ...page,
  data: {
    ...page.data,
    notice: PRIVACY_NOTICE.sections,
    standing: null as Standing | null,
    /** The exported files on the phone. */
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
      done: async urls => {
        // WeChat lets a file be sent only right after a tap, so they are on the phone before it.
        const [json, csv] = await Promise.all([download(urls.json), download(urls.csv)])
        this.setData({ files: { json, csv } })
      },
    })
  },

  /** Sent into a conversation, such as the one with oneself, from where a computer or another app opens it. */
  async forward(event: WechatMiniprogram.TouchEvent) {
    const { kind } = event.currentTarget.dataset as { kind: 'json' | 'csv' }
    const { files } = this.data
    if (!files) return
    // Closing the choice of a conversation sends nothing.
    await wx.shareFileMessage({ filePath: files[kind], fileName: FILE_NAMES[kind] }).catch(() => undefined)
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
