import { directory } from '../../../../contract/directory'
import { client } from '../../../../services/cloud'
import { loadPage } from '../../../../ui/load-page'
import { sendOnce } from '../../../../ui/send'
import { tellStop } from '../stop'
import { leftWords, mailing, mailingWords } from './view'

const directories = client(directory)
const page = loadPage(async () => {
  const { code, left } = await directories.invite({})
  return { code, left, about: leftWords(left) }
})

/** The code that leads to joining, to print or to put on the intranet; and a mail to all who have not joined. */
Page({
  ...page,
  data: {
    ...page.data,
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
  async openCode() {
    await wx.previewImage({ urls: [this.data.code] })
  },

  /** Mails batch after batch, until none is left or the page is closed. */
  async mail() {
    const total = this.data.left
    if (!total) return
    await sendOnce(this, {
      op: 'mail',
      input: { left: total },
      send: ({ left }, options) => {
        this.setData({ progress: mailing(total, left) })
        return directories.invite({ send: true }, options)
      },
      confirm: mailingWords(total),
      next: ({ left }) => {
        this.setData({ left, about: leftWords(left), progress: mailing(total, left) })
        return left && !this.data.leaving ? { left } : undefined
      },
      fail: error => tellStop(this, '停在了这里', error),
    })
  },
})
