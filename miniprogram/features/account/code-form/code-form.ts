import { account } from '../../../contract/account'
import { client } from '../../../services/cloud'
import type { FieldEvent } from '../../../ui/form'
import type { Phase } from '../../../ui/phase'
import { sendOnce } from '../../../ui/send'
import { CHANNELS, type Channel, faultyField, problemOf, sendWords, sentWords, wantsName } from './view'

const accounts = client(account)

/** Proves a number or an address by a code. Triggers `verified` with the Me of the person. */
Component({
  properties: {
    channel: { type: String, value: 'sms' as Channel },
    /** The invitation that led here, if any. */
    invitation: { type: String, value: '' },
    submit: { type: String, value: '加入' },
    /** The page has another button that comes first. */
    secondary: { type: Boolean, value: false },
  },
  data: {
    phase: 'ready' as Phase,
    words: CHANNELS.sms,
    address: '',
    code: '',
    name: '',
    asksName: false,
    hint: '',
    /** The field that the problem is about, if any. */
    faulty: '',
    problem: '',
    /** The timer of the countdown to the next code. */
    timer: 0,
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
        faulty: '',
        problem: '',
        asksName: false,
      })
    },
  },
  lifetimes: {
    detached() {
      clearInterval(this.data.timer)
    },
  },
  methods: {
    onInput({ detail }: FieldEvent) {
      this.setData({ [detail.field!]: detail.value, faulty: '', problem: '' })
    },

    async send() {
      if (this.data.waits) return
      const input = { channel: this.data.channel as Channel, address: this.data.address.trim() }
      await sendOnce(this, {
        op: 'sendCode',
        input,
        send: accounts.sendCode,
        done: ({ secondsToNext, minutesValid }) => {
          this.setData({ hint: sentWords(input.channel, input.address, minutesValid) })
          this.countDown(Date.now() + secondsToNext * 1000)
        },
        fail: error => this.fail(error),
      })
    },

    countDown(until: number) {
      clearInterval(this.data.timer)
      const show = () => {
        const left = Math.ceil((until - Date.now()) / 1000)
        this.setData({ waits: left > 0, sendWords: sendWords(left, true) })
        if (left <= 0) clearInterval(this.data.timer)
      }
      this.setData({ timer: setInterval(show, 1000) })
      show()
    },

    async verify() {
      const { address, code, name, invitation, asksName } = this.data
      await sendOnce(this, {
        op: 'verify',
        input: {
          address: address.trim(),
          code: code.trim(),
          ...(asksName && { name }),
          ...(invitation && { invitation }),
        },
        send: accounts.verify,
        done: me => {
          this.setData({ code: '', hint: '' })
          this.triggerEvent('verified', me)
        },
        fail: error => this.fail(error),
      })
    },

    fail(error: unknown) {
      const problem = problemOf(error, this.data.channel as Channel)
      const asksName = this.data.asksName || wantsName(error)
      this.setData({ phase: 'ready', faulty: faultyField(error), problem, asksName })
    },
  },
})
