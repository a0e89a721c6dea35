import { account, type Me, PRIVACY_VERSION } from '../../../contract/account'
import { accountPages } from '../../../contract/features/account'
import { client } from '../../../services/cloud'
import { RequestKey } from '../../../services/idempotency'
import { keepMe, refreshMe } from '../../../services/session'
import { explain, type Failure, type Phase } from '../../../ui/phase'
import { CHANNELS, type Channel } from '../code-form/view'
import { PRIVACY_NOTICE } from '../privacy-notice'
import { buttonProblem, doneWords, joinRequestWords } from './view'

const accounts = client(account)
const requestKey = new RequestKey()
const TABS = (Object.keys(CHANNELS) as Channel[]).map(id => ({ id, text: CHANNELS[id].tab }))

Page({
  data: {
    phase: 'loading' as Phase,
    failure: null as Failure | null,
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
    if (!this.data.done) await this.load()
  },

  async retry() {
    this.setData({ phase: 'loading' })
    await this.load()
  },

  async load() {
    try {
      const joining = await accounts.joinRequest({})
      const { joinRequest, phoneButton } = joining
      // Whose request was granted meanwhile is in already.
      const person = joinRequest?.state === 'accepted' ? await refreshMe() : null
      if (person?.state === 'active' && person.kind !== 'outside') this.joined(person)
      this.setData({ phase: 'ready', phoneButton, joinRequest: joinRequestWords(joining) })
    } catch (error) {
      this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  pickChannel(event: WechatMiniprogram.TouchEvent) {
    this.setData({ channel: event.currentTarget.dataset.id as Channel, problem: '' })
  },

  async usePhone(event: WechatMiniprogram.CustomEvent<{ code?: string }>) {
    const { code } = event.detail
    if (!code || this.data.phase !== 'ready') return
    this.setData({ phase: 'sending', problem: '' })
    try {
      this.joined(await accounts.phone({ code }, { key: requestKey.keyFor('phone', code) }))
      requestKey.complete()
    } catch (error) {
      this.setData({ problem: buttonProblem(error) })
    }
    this.setData({ phase: 'ready' })
  },

  verified(event: WechatMiniprogram.CustomEvent<Me>) {
    this.joined(event.detail)
  },

  joined(me: Me) {
    keepMe(me)
    this.setData({ done: doneWords(me), problem: '' })
  },

  async openApply() {
    await wx.navigateTo({ url: accountPages.apply })
  },

  async agree() {
    if (this.data.phase !== 'ready') return
    this.setData({ phase: 'sending', problem: '' })
    try {
      const input = { version: PRIVACY_VERSION } as const
      keepMe(await accounts.consent(input, { key: requestKey.keyFor('consent', input) }))
      await this.start()
    } catch (error) {
      this.setData({ phase: 'ready', problem: explain(error).message })
    }
  },

  async start() {
    await wx.switchTab({ url: '/pages/home/home' })
  },
})
