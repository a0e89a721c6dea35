import { account, type Me } from '../../../contract/account'
import { accountPages } from '../../../contract/features/account'
import { client } from '../../../services/cloud'
import { tree } from '../../../services/tree'
import { upload } from '../../../services/upload'
import type { FieldEvent } from '../../../ui/form'
import { profilePage } from '../../../ui/profile-page'
import type { PageRequest } from '../../../ui/send'
import { changeMe } from '../change-me'
import { type ContactLine, contactLines, facts, inputOf, problemOf, VISIBILITY_WORDS } from './view'

const accounts = client(account)
const drawn = (person: Me) => ({ me: person, lines: contactLines(person), problem: '' })
const page = profilePage<{ me: Me | null }>(async (person, { me }) => {
  // The same person's form stays as it is, with the edits in it.
  if (person === me) return {}
  // People from outside have no department, and do not see the organisation.
  const departments = person.departments?.length ? (await tree()).departments : []
  return { facts: facts(person, departments), ...drawn(person) }
})

Page({
  ...page,
  data: {
    ...page.data,
    me: null as Me | null,
    facts: [] as ReturnType<typeof facts>,
    lines: [] as ContactLine[],
    visibilities: VISIBILITY_WORDS,
    problem: '',
  },

  /** Coming back from a new number, it is another; what is being written stays. */
  async onShow() {
    await this.appear()
  },

  change(id: string | undefined, part: Partial<ContactLine>) {
    const lines = this.data.lines.map(line => (line.id === id ? { ...line, ...part } : line))
    this.setData({ lines, problem: '' })
  },

  onInput({ detail }: FieldEvent) {
    this.change(detail.field, { value: String(detail.value) })
  },

  onVisibility(event: WechatMiniprogram.PickerChange) {
    this.change(event.currentTarget.dataset.id as string, { visibility: Number(event.detail.value) })
  },

  async replace(event: WechatMiniprogram.TouchEvent) {
    const channel = event.currentTarget.dataset.id === 'mail' ? 'mail' : 'sms'
    await wx.navigateTo({ url: accountPages.contact(channel) })
  },

  async save() {
    const input = inputOf(this.data.lines)
    await this.send({ op: 'update', input, send: accounts.update, toast: '已保存' })
  },

  async onAvatar(event: WechatMiniprogram.CustomEvent<{ avatarUrl: string }>) {
    await this.send({
      op: 'avatar',
      input: event.detail.avatarUrl,
      send: async (picture, options) => accounts.avatar({ fileId: await upload(picture) }, options),
    })
  },

  async send<Input>(request: PageRequest<Input, Me>) {
    await changeMe(this, drawn, {
      ...request,
      fail: error => this.setData({ phase: 'ready', problem: problemOf(error) }),
    })
  },
})
