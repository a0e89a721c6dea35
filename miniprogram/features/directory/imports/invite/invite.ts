import { directory } from '../../../../contract/directory'
import { client } from '../../../../services/cloud'
import { RequestKey } from '../../../../services/idempotency'
import { loadPage } from '../../../../ui/load-page'
import { explain } from '../../../../ui/phase'
import { leftWords, mailing } from './view'

const directories = client(directory)
const requestKey = new RequestKey()
const asked = loadPage(async () => {
  const { code, left } = await directories.invite({})
  return { code, left, about: leftWords(left) }
})

/** The code that leads to joining, to print or to put on the intranet; and a mail to all who have not joined. */
Page({
  ...asked,
  data: {
    ...asked.data,
    code: '',
    left: 0,
    about: '',
    progress: null as ReturnType<typeof mailing> | null,
    leaving: false,
  },

  async onLoad() {
    await this.load()
  },

  onUnload() {
    this.setData({ leaving: true })
  },

  /** Shown in full, where it can be kept or passed on. */
  async look() {
    await wx.previewImage({ urls: [this.data.code] })
  },

  async mail() {
    const { left, phase } = this.data
    if (phase !== 'ready' || !left) return
    const { confirm } = await wx.showModal({
      ...{ title: '群发邀请', content: `会给 ${left} 人各发一封邮件，发出后不能收回。` },
      ...{ confirmText: '发送', cancelText: '再想想' },
    })
    if (!confirm) return
    this.setData({ phase: 'sending', progress: mailing(left, left) })
    try {
      await this.mailAll(left)
    } catch (error) {
      await wx.showModal({ title: '停在了这里', content: explain(error).message, showCancel: false })
    }
    this.setData({ phase: 'ready', about: leftWords(this.data.left) })
  },

  /** Batch after batch, until nobody is left or nobody looks. */
  async mailAll(total: number) {
    while (this.data.left && !this.data.leaving) {
      const input = { send: true }
      const { left } = await directories.invite(input, {
        key: requestKey.keyFor('mail', [input, this.data.left]),
      })
      requestKey.complete()
      this.setData({ left, progress: mailing(total, left) })
    }
  },
})
