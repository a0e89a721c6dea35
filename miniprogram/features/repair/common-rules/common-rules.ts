import { dateOf } from '../../../contract/kernel/time'
import { repair } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import { RequestKey } from '../../../services/idempotency'
import type { Phase } from '../../../ui/phase'
import { addressesOf, problemOf, withDay } from './view'

const repairs = client(repair)
const requestKey = new RequestKey()

/** Which of the lists of days a tap is about. */
type Days = 'daysOff' | 'workdays'
const daysOf = ({ currentTarget }: { currentTarget: { dataset: unknown } }) =>
  currentTarget.dataset as { list: Days; day: string }

/** Addresses that get the mails of every category, days off, days of work. Triggers `done` with them when saved. */
Component({
  properties: {
    holidays: { type: Array, value: [] as string[] },
    workingDays: { type: Array, value: [] as string[] },
    mails: { type: Array, value: [] as string[] },
  },
  data: {
    phase: 'ready' as Phase,
    text: '',
    daysOff: [] as string[],
    workdays: [] as string[],
    today: dateOf(Date.now()),
    changed: false,
    problem: '',
  },
  observers: {
    holidays(daysOff: string[]) {
      this.setData({ daysOff })
    },
    workingDays(workdays: string[]) {
      this.setData({ workdays })
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
      const { list } = daysOf(event)
      this.setData({ [list]: withDay(this.data[list], event.detail.value as string), changed: true })
    },
    remove(event: WechatMiniprogram.TouchEvent) {
      const { list, day } = daysOf(event)
      this.setData({ [list]: this.data[list].filter(one => one !== day), changed: true })
    },
    async save() {
      const { phase, text, daysOff, workdays } = this.data
      if (phase !== 'ready') return
      this.setData({ phase: 'sending', problem: '' })
      try {
        const input = { holidays: daysOff, workdays, mails: addressesOf(text) }
        const saved = await repairs.saveSettings(input, { key: requestKey.keyFor('saveSettings', input) })
        requestKey.complete()
        this.setData({ phase: 'ready', changed: false })
        this.triggerEvent('done', saved)
        await wx.showToast({ title: '已保存', icon: 'none' })
      } catch (error) {
        this.setData({ phase: 'ready', problem: problemOf(error) })
      }
    },
  },
})
