import { dateOf } from '../../../../contract/kernel/time'
import { repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { explain, type Phase } from '../../../../ui/phase'
import { sendOnce } from '../../../../ui/send'
import { addressesOf, withDay } from './view'

const repairs = client(repair)

/** The settings of all categories: addresses that get every mail, and holidays. Triggers `done` with both when saved. */
Component({
  properties: {
    holidays: { type: Array, value: [] as string[] },
    mails: { type: Array, value: [] as string[] },
  },
  data: {
    phase: 'ready' as Phase,
    text: '',
    days: [] as string[],
    today: dateOf(Date.now()),
    changed: false,
    problem: '',
  },
  observers: {
    holidays(days: string[]) {
      this.setData({ days })
    },
    mails(mails: string[]) {
      this.setData({ text: mails.join('\n') })
    },
  },
  methods: {
    onInput(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ text: event.detail.value, changed: true, problem: '' })
    },
    onDay(event: WechatMiniprogram.PickerChange) {
      this.setData({ days: withDay(this.data.days, event.detail.value as string), changed: true })
    },
    removeDay(event: WechatMiniprogram.TouchEvent) {
      const { day } = event.currentTarget.dataset as { day: string }
      this.setData({ days: this.data.days.filter(other => other !== day), changed: true })
    },
    async save() {
      await sendOnce(this, {
        op: 'save',
        input: { holidays: this.data.days, mails: addressesOf(this.data.text) },
        send: repairs.saveSettings,
        done: saved => {
          this.setData({ changed: false })
          this.triggerEvent('done', saved)
        },
        toast: '已保存',
        fail: error => this.fail(error),
      })
    },
    fail(error: unknown) {
      const { code, message } = explain(error)
      this.setData({ phase: 'ready', problem: code === 'INVALID_INPUT' ? '有邮箱写错了，请检查' : message })
    },
  },
})
