import { account, type Me, PRIVACY_VERSION } from '../../../contract/account'
import { client } from '../../../services/cloud'
import { RequestKey } from '../../../services/idempotency'
import { keepMe } from '../../../services/session'
import { explain } from '../../../ui/phase'
import { profilePage } from '../../../ui/profile-page'
import { PRIVACY_NOTICE } from '../privacy-notice'
import { QUESTIONS, type Standing, standing } from './view'

const accounts = client(account)
const requestKey = new RequestKey()
const drawn = (person: Me) => ({ standing: standing(person, Date.now()) })
const asked = profilePage(drawn)

Page({
  ...asked,
  data: {
    ...asked.data,
    notice: PRIVACY_NOTICE.sections,
    standing: null as Standing | null,
    files: null as { json: string; csv: string } | null,
  },

  async onLoad() {
    await this.load()
  },

  show(person: Me) {
    keepMe(person)
    this.setData(drawn(person))
  },

  async agree() {
    const input = { version: PRIVACY_VERSION } as const
    await this.send(async () =>
      this.show(await accounts.consent(input, { key: requestKey.keyFor('consent', input) })),
    )
  },

  async exportAll() {
    await this.send(async () => {
      const { json, csv } = await accounts.export({}, { key: requestKey.keyFor('export', {}) })
      this.setData({ files: { json, csv } })
    })
  },

  async copy(event: WechatMiniprogram.TouchEvent) {
    const { data } = event.currentTarget.dataset as { data: string }
    await wx.setClipboardData({ data })
  },

  async erase() {
    if (!(await wx.showModal(QUESTIONS.erase)).confirm) return
    await this.send(async () => this.show(await accounts.erase({}, { key: requestKey.keyFor('erase', {}) })))
  },

  async keep() {
    await this.send(async () => this.show(await accounts.keep({}, { key: requestKey.keyFor('keep', {}) })))
  },

  async unbind() {
    if (!(await wx.showModal(QUESTIONS.unbind)).confirm) return
    await this.send(async () => {
      this.show(await accounts.unbind({}, { key: requestKey.keyFor('unbind', {}) }))
      await wx.switchTab({ url: '/pages/home/home' })
    })
  },

  async send(work: () => Promise<void>) {
    if (this.data.phase !== 'ready') return
    this.setData({ phase: 'sending' })
    try {
      await work()
      requestKey.complete()
    } catch (error) {
      await wx.showToast({ title: explain(error).message, icon: 'none' })
    }
    this.setData({ phase: 'ready' })
  },
})
