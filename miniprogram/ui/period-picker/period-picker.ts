import { startOf } from '../../contract/kernel/time'
import { dayWords } from '../date-words'
import { clockChoices, clockIndex, type Picked, withField } from './view'

/** Picks a period: two days and two clock times. Triggers `change` with the whole period. */
Component({
  properties: {
    /** The period shown: a `Picked`. */
    value: { type: Object, value: null as unknown as Picked },
    /** Minutes from one clock time to the next. */
    step: { type: Number, value: 15 },
    /** Prefix of the test ids of the four fields. */
    name: { type: String, value: 'period' },
  },
  data: { clocks: [] as string[], fromIndex: 0, toIndex: 0, fromWords: '', toWords: '' },
  observers: {
    'value, step'(value: Picked | null, step: number) {
      if (!value) return
      const clocks = clockChoices(step)
      this.setData({
        clocks,
        fromWords: dayWords(startOf(value.fromDate), Date.now()),
        toWords: dayWords(startOf(value.toDate), Date.now()),
        fromIndex: clockIndex(clocks, value.fromTime),
        toIndex: clockIndex(clocks, value.toTime),
      })
    },
  },
  methods: {
    onDate(event: WechatMiniprogram.PickerChange) {
      this.change(event, event.detail.value as string)
    },
    onTime(event: WechatMiniprogram.PickerChange) {
      this.change(event, this.data.clocks[Number(event.detail.value)] ?? '')
    },
    change(event: WechatMiniprogram.PickerChange, text: string) {
      const field = event.currentTarget.dataset.field as keyof Picked
      this.triggerEvent('change', withField(this.data.value as Picked, field, text))
    },
  },
})
