import { account, type Me } from '../../../contract/account'
import { accountPages } from '../../../contract/features/account'
import { client } from '../../../services/cloud'
import { RequestKey } from '../../../services/idempotency'
import { keepMe } from '../../../services/session'
import { tree } from '../../../services/tree'
import { upload } from '../../../services/upload'
import { profilePage } from '../../../ui/profile-page'
import { AUDIENCE_WORDS, type ContactLine, contactLines, facts, inputOf, problemOf } from './view'

const accounts = client(account)
const requestKey = new RequestKey()
const drawn = (person: Me) => ({ me: person, lines: contactLines(person), problem: '' })
const asked = profilePage<{ me: Me | null }>(async (person, { me }) => {
  // What is being written about the same person stays.
  if (person === me) return {}
  // Who is from outside has no department, and does not see the organisation.
  const departments = person.departments?.length ? (await tree()).departments : []
  return { facts: facts(person, departments), ...drawn(person) }
})

Page({
  ...asked,
  data: {
    ...asked.data,
    me: null as Me | null,
    facts: [] as ReturnType<typeof facts>,
    lines: [] as ContactLine[],
    audiences: AUDIENCE_WORDS,
    problem: '',
  },

  /** Coming back from a new number, it is another; what is being written stays. */
  async onShow() {
    await this.load()
  },

  show(person: Me) {
    keepMe(person)
    this.setData(drawn(person))
  },

  change(id: string, part: Partial<ContactLine>) {
    const lines = this.data.lines.map(line => (line.id === id ? { ...line, ...part } : line))
    this.setData({ lines, problem: '' })
  },

  type(event: WechatMiniprogram.Input) {
    this.change(event.currentTarget.dataset.id as string, { value: event.detail.value })
  },

  pickAudience(event: WechatMiniprogram.PickerChange) {
    this.change(event.currentTarget.dataset.id as string, { audience: Number(event.detail.value) })
  },

  async replace(event: WechatMiniprogram.TouchEvent) {
    const channel = event.currentTarget.dataset.id === 'mail' ? 'mail' : 'sms'
    await wx.navigateTo({ url: accountPages.contact(channel) })
  },

  async save() {
    const input = inputOf(this.data.lines)
    const changed = await this.send(() => accounts.update(input, { key: requestKey.keyFor('update', input) }))
    if (changed) await wx.showToast({ title: '已保存', icon: 'success' })
  },

  async chooseAvatar(event: WechatMiniprogram.CustomEvent<{ avatarUrl: string }>) {
    const { avatarUrl } = event.detail
    await this.send(async () => {
      const fileId = await upload(avatarUrl)
      return accounts.avatar({ fileId }, { key: requestKey.keyFor('avatar', fileId) })
    })
  },

  async send(change: () => Promise<Me>): Promise<boolean> {
    if (this.data.phase !== 'ready') return false
    this.setData({ phase: 'sending', problem: '' })
    try {
      this.show(await change())
      requestKey.complete()
    } catch (error) {
      this.setData({ problem: problemOf(error) })
    }
    this.setData({ phase: 'ready' })
    return !this.data.problem
  },
})
