import { account, type Me, PRIVACY_VERSION } from '../../../contract/account'
import { accountPages } from '../../../contract/features/account'
import { newKey } from '../../../services/client'
import { client } from '../../../services/cloud'
import { keepMe, refreshMe } from '../../../services/session'
import { loadPage } from '../../../ui/load-page'
import { sendOnce } from '../../../ui/send'
import { CHANNELS, type Channel } from '../code-form/view'
import { PRIVACY_NOTICE } from '../privacy-notice'
import { buttonProblem, doneWords, joinRequestWords } from './view'

const accounts = client(account)
const TABS = (Object.keys(CHANNELS) as Channel[]).map(id => ({ id, text: CHANNELS[id].tab }))

const page = loadPage(async () => {
  const joining = await accounts.joinRequest({})
  const { joinRequest, phoneButton } = joining
  // A request may have been granted meanwhile.
  const person = joinRequest?.state === 'accepted' ? await refreshMe() : undefined
  const isMember = person?.state === 'active' && person.kind !== 'outside'
  return {
    phoneButton,
    joinRequest: joinRequestWords(joining),
    ...(isMember && { done: doneWords(person) }),
  }
})

Page({
  ...page,
  data: {
    ...page.data,
    invitation: '',
    phoneButton: false,
    joinRequest: null as ReturnType<typeof joinRequestWords>,
    tabs: TABS,
    channel: 'sms' as Channel,
    problem: '',
    done: null as ReturnType<typeof doneWords> | null,
    notice: PRIVACY_NOTICE.sections,
  },

  /** A scanned code of invitation brings its scene. */
  onLoad({ scene = '' }: Record<string, string | undefined>) {
    this.setData({ invitation: decodeURIComponent(scene) })
  },

  /** Coming back from the form of the application, there may be one. */
  async onShow() {
    if (!this.data.done) await this.appear()
  },

  onChannel(event: WechatMiniprogram.CustomEvent<{ value: Channel }>) {
    this.setData({ channel: event.detail.value, problem: '' })
  },

  async usePhone(event: WechatMiniprogram.CustomEvent<{ code?: string }>) {
    const { code } = event.detail
    if (!code) return
    await sendOnce(this, {
      op: 'phone',
      input: { code },
      send: accounts.phone,
      done: me => this.welcome(me),
      fail: error => this.setData({ phase: 'ready', problem: buttonProblem(error) }),
    })
  },

  async onVerified(event: WechatMiniprogram.CustomEvent<Me>) {
    await this.welcome(event.detail)
  },

  /** The person agreed by the button that they joined with; where that is not kept, they are asked again. */
  async welcome(me: Me) {
    const agreed = await accounts.consent({ version: PRIVACY_VERSION }, { key: newKey() }).catch(() => me)
    keepMe(agreed)
    this.setData({ done: doneWords(agreed), problem: '' })
  },

  async openApply() {
    await wx.navigateTo({ url: accountPages.apply })
  },

  async agree() {
    await sendOnce(this, {
      op: 'consent',
      input: { version: PRIVACY_VERSION },
      send: accounts.consent,
      done: async me => {
        keepMe(me)
        await this.start()
      },
    })
  },

  async start() {
    await wx.switchTab({ url: '/pages/home/home' })
  },
})
