import { account, type Me, PRIVACY_VERSION } from '../../../contract/account'
import { client } from '../../../services/cloud'
import { Press } from '../../../services/press'
import { keepMe } from '../../../services/session'
import { personal } from '../../../ui/personal'
import { explain } from '../../../ui/phase'
import { NOTICE } from '../notice'
import { QUESTIONS, type Standing, standing } from './view'

const accounts = client(account)
const press = new Press()
const drawn = (person: Me) => ({ standing: standing(person, Date.now()) })
const asked = personal(drawn)

Page({
  ...asked,
  data: {
    ...asked.data,
    notice: NOTICE.sections,
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
      this.show(await accounts.consent(input, { key: press.keyFor('consent', input) })),
    )
  },

  async exportAll() {
    await this.send(async () => {
      const { json, csv } = await accounts.export({}, { key: press.keyFor('export', {}) })
      this.setData({ files: { json, csv } })
    })
  },

  async copy(event: WechatMiniprogram.TouchEvent) {
    const { data } = event.currentTarget.dataset as { data: string }
    await wx.setClipboardData({ data })
  },

  async erase() {
    if (!(await wx.showModal(QUESTIONS.erase)).confirm) return
    await this.send(async () => this.show(await accounts.erase({}, { key: press.keyFor('erase', {}) })))
  },

  async keep() {
    await this.send(async () => this.show(await accounts.keep({}, { key: press.keyFor('keep', {}) })))
  },

  async unbind() {
    if (!(await wx.showModal(QUESTIONS.unbind)).confirm) return
    await this.send(async () => {
      this.show(await accounts.unbind({}, { key: press.keyFor('unbind', {}) }))
      await wx.switchTab({ url: '/pages/home/home' })
    })
  },

  async send(work: () => Promise<void>) {
    if (this.data.phase !== 'ready') return
    this.setData({ phase: 'sending' })
    try {
      await work()
      press.done()
    } catch (error) {
      await wx.showToast({ title: explain(error).message, icon: 'none' })
    }
    this.setData({ phase: 'ready' })
  },
})
