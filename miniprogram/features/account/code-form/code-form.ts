import { account } from '../../../contract/account'
import { client } from '../../../services/cloud'
import { RequestKey } from '../../../services/idempotency'
import type { Phase } from '../../../ui/phase'
import { CHANNELS, type Channel, problemOf, sendWords, sentWords, wantsName } from './view'

const accounts = client(account)
const asking = new RequestKey()
const proving = new RequestKey()

/** Proves a number or an address by a code. Triggers `verified` with who the person is then. */
Component({
  properties: {
    channel: { type: String, value: 'sms' as Channel },
    /** The invitation that led here, if any. */
    invitation: { type: String, value: '' },
    submit: { type: String, value: '加入' },
  },
  data: {
    phase: 'ready' as Phase,
    words: CHANNELS.sms,
    address: '',
    code: '',
    name: '',
    asksName: false,
    hint: '',
    problem: '',
    waits: false,
    sendWords: sendWords(0, false),
  },
  observers: {
    channel(channel: Channel) {
      this.setData({
        words: CHANNELS[channel],
        address: '',
        code: '',
        hint: '',
        problem: '',
        asksName: false,
      })
    },
  },
  lifetimes: {
    detached() {
      this.stop()
    },
  },
  methods: {
    type(event: WechatMiniprogram.Input) {
      this.setData({ [event.currentTarget.dataset.field as string]: event.detail.value, problem: '' })
    },

    async send() {
      const { channel, address, phase, waits } = this.data
      if (phase !== 'ready' || waits) return
      this.setData({ phase: 'sending', problem: '' })
      const input = { channel: channel as Channel, address: address.trim() }
      try {
        const options = { key: asking.keyFor('sendCode', input) }
        const { secondsToNext, minutesValid } = await accounts.sendCode(input, options)
        asking.complete()
        this.setData({ phase: 'ready', hint: sentWords(input.channel, input.address, minutesValid) })
        this.countDown(Date.now() + secondsToNext * 1000)
      } catch (error) {
        this.setData({ phase: 'ready', problem: problemOf(error, input.channel) })
      }
    },

    countDown(until: number) {
      this.stop()
      const show = () => {
        const left = Math.ceil((until - Date.now()) / 1000)
        this.setData({ waits: left > 0, sendWords: sendWords(left, true) })
        if (left <= 0) this.stop()
      }
      show()
      timers.set(this, setInterval(show, 1000))
    },

    stop() {
      const running = timers.get(this)
      if (running !== undefined) clearInterval(running)
    },

    async verify() {
      const { address, code, name, invitation, phase, asksName } = this.data
      const channel = this.data.channel as Channel
      if (phase !== 'ready') return
      this.setData({ phase: 'sending', problem: '' })
      const input = {
        ...{ address: address.trim(), code: code.trim() },
        ...(asksName && { name }),
        ...(invitation && { invitation }),
      }
      try {
        const me = await accounts.verify(input, { key: proving.keyFor('verify', input) })
        proving.complete()
        this.setData({ phase: 'ready', code: '', hint: '' })
        this.triggerEvent('verified', me)
      } catch (error) {
        const problem = problemOf(error, channel)
        this.setData({ phase: 'ready', problem, asksName: asksName || wantsName(error) })
      }
    },
  },
})

/** The running countdown of each form. */
const timers = new WeakMap<object, ReturnType<typeof setInterval>>()
