import { directory, type PersonAction, type PersonView } from '../../../../contract/directory'
import { directoryPages } from '../../../../contract/features/directory'
import { client } from '../../../../services/cloud'
import { RequestKey } from '../../../../services/idempotency'
import { tree } from '../../../../services/tree'
import { loadPage } from '../../../../ui/load-page'
import { explain } from '../../../../ui/phase'
import { type PersonWords, personWords, phoneContact, QUESTIONS } from './view'

const directories = client(directory)
const requestKey = new RequestKey()
const asked = loadPage(async ({ id }: { id: string }) => shown(await directories.person({ id })))

async function shown(person: PersonView) {
  const { departments } = await tree()
  return { person, words: personWords(person, departments) }
}

Page({
  ...asked,
  data: {
    ...asked.data,
    id: '',
    person: null as PersonView | null,
    words: null as PersonWords | null,
    /** The act that waits for its reason. */
    asking: null as keyof typeof QUESTIONS | null,
    questions: QUESTIONS,
    problem: '',
  },

  onLoad({ id = '' }: Record<string, string | undefined>) {
    this.setData({ id })
  },

  /** Coming back from the form, the person may have changed. */
  async onShow() {
    if (this.data.phase !== 'sending') await this.load()
  },

  async call(event: WechatMiniprogram.TouchEvent) {
    // Who changes their mind in the phone's own dialogue makes it fail: nothing to report.
    await wx
      .makePhoneCall({ phoneNumber: event.currentTarget.dataset.value as string })
      .catch(() => undefined)
  },

  async copy(event: WechatMiniprogram.TouchEvent) {
    await wx.setClipboardData({ data: event.currentTarget.dataset.value as string })
  },

  async keep() {
    const { person, words } = this.data
    // Likewise: the phone asks by itself, and who cancels knows it.
    if (person) await wx.addPhoneContact(phoneContact(person, words?.homes[0] ?? '')).catch(() => undefined)
  },

  async act(event: WechatMiniprogram.TouchEvent) {
    const { action } = event.currentTarget.dataset as { action: PersonAction }
    if (action === 'freeze' || action === 'reveal') this.setData({ asking: action, problem: '' })
    else if (action === 'save') await wx.navigateTo({ url: directoryPages.member(this.data.id) })
    else if (action !== 'unfreeze' || (await this.confirmed())) await this.send(action)
  },

  async confirmed(): Promise<boolean> {
    const { confirm } = await wx.showModal({
      title: '恢复使用',
      content: '对方马上又能使用微办公。',
      confirmText: '恢复',
    })
    return confirm
  },

  async answer(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    if (this.data.asking) await this.send(this.data.asking, event.detail.reason)
  },

  endAsking() {
    this.setData({ asking: null, problem: '' })
  },

  async send(action: Exclude<PersonAction, 'save'>, reason = '') {
    if (this.data.phase !== 'ready') return
    this.setData({ phase: 'sending', problem: '' })
    const input = { id: this.data.id, reason }
    try {
      const person = await directories[action](input, { key: requestKey.keyFor(action, input) })
      this.setData(await shown(person))
      requestKey.complete()
      this.setData({ asking: null })
    } catch (error) {
      const { message } = explain(error)
      if (this.data.asking) this.setData({ problem: message })
      else await wx.showToast({ title: message, icon: 'none' })
    }
    this.setData({ phase: 'ready' })
  },
})
