import { directory, type PersonAction, type PersonView } from '../../../../contract/directory'
import { directoryPages } from '../../../../contract/features/directory'
import { client } from '../../../../services/cloud'
import { addPhoneContact, dial } from '../../../../services/phone'
import { tree } from '../../../../services/tree'
import { loadPage } from '../../../../ui/load-page'
import { failureIn, sendOnce } from '../../../../ui/send'
import { CONFIRMATIONS, type PersonWords, personWords, phoneContact, SPECS } from './view'

const directories = client(directory)
const page = loadPage(async ({ id }: { id: string }) => drawn(await directories.person({ id })))

async function drawn(person: PersonView) {
  const { departments } = await tree()
  return { person, words: personWords(person, departments) }
}

Page({
  ...page,
  data: {
    ...page.data,
    id: '',
    person: null as PersonView | null,
    words: null as PersonWords | null,
    /** The action that waits for its reason. */
    asking: null as keyof typeof SPECS | null,
    specs: SPECS,
    problem: '',
  },

  onLoad({ id = '' }: Record<string, string | undefined>) {
    this.setData({ id })
  },

  /** Coming back from the form, the person may have changed. */
  async onShow() {
    await this.appear()
  },

  async call(event: WechatMiniprogram.TouchEvent) {
    await dial(event.currentTarget.dataset.value as string)
  },

  async copy(event: WechatMiniprogram.TouchEvent) {
    await wx.setClipboardData({ data: event.currentTarget.dataset.value as string })
  },

  async saveContact() {
    const { person, words } = this.data
    if (person) await addPhoneContact(phoneContact(person, words?.homes[0] ?? ''))
  },

  async onAction(event: WechatMiniprogram.TouchEvent) {
    const { action } = event.currentTarget.dataset as { action: PersonAction }
    if (action === 'freeze' || action === 'reveal') this.setData({ asking: action, problem: '' })
    else if (action === 'save') await wx.navigateTo({ url: directoryPages.member(this.data.id) })
    else await this.perform(action)
  },

  async onConfirm(event: WechatMiniprogram.CustomEvent<{ words: string }>) {
    if (this.data.asking) await this.perform(this.data.asking, event.detail.words)
  },

  endAsking() {
    this.setData({ asking: null, problem: '' })
  },

  async perform(action: Exclude<PersonAction, 'save'>, reason = '') {
    await sendOnce(this, {
      op: action,
      input: { id: this.data.id, version: this.data.person?.version ?? 0, reason },
      send: (input, options) => directories[action](input, options),
      confirm: CONFIRMATIONS[action],
      done: async person => this.setData({ ...(await drawn(person)), asking: null }),
      changed: async person => this.setData(await drawn(person)),
      // The sheet tells what went wrong; without one a toast does.
      fail: error => this.setData(failureIn(this.data.asking !== null, error)),
    })
  },
})
