import { dateOf } from '../../../../contract/kernel/time'
import { repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { RequestKey } from '../../../../services/idempotency'
import { explain, type Phase } from '../../../../ui/phase'
import { addressesOf, withDay } from './view'

const repairs = client(repair)
const requestKey = new RequestKey()

/** What holds for every category: addresses that get all mails, and holidays. Triggers `done` with both when saved. */
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
    type(event: WechatMiniprogram.Input) {
      this.setData({ text: event.detail.value, changed: true, problem: '' })
    },
    add(event: WechatMiniprogram.PickerChange) {
      this.setData({ days: withDay(this.data.days, event.detail.value as string), changed: true })
    },
    remove(event: WechatMiniprogram.TouchEvent) {
      const { day } = event.currentTarget.dataset as { day: string }
      this.setData({ days: this.data.days.filter(one => one !== day), changed: true })
    },
    async save() {
      const { phase, text, days } = this.data
      if (phase !== 'ready') return
      this.setData({ phase: 'sending', problem: '' })
      try {
        const input = { holidays: days, mails: addressesOf(text) }
        const saved = await repairs.saveSettings(input, { key: requestKey.keyFor('saveSettings', input) })
        requestKey.complete()
        this.setData({ phase: 'ready', changed: false })
        this.triggerEvent('done', saved)
        await wx.showToast({ title: '已保存', icon: 'none' })
      } catch (error) {
        const { code, message } = explain(error)
        this.setData({ phase: 'ready', problem: code === 'INVALID_INPUT' ? '有邮箱写错了，请检查' : message })
      }
    },
  },
})
