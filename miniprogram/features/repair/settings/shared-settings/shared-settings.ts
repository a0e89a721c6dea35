import { dateOf } from '../../../../contract/kernel/time'
import { repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { editing } from '../../../../ui/sheet'
import { type DaysField, faultsOf, inputOf, isChanged, withDay } from './view'

const form = editing({
  send: client(repair).saveSettings,
  inputOf,
  faultsOf,
  labels: { mails: '邮箱', holidays: '放假的日子', workdays: '上班的日子' },
  draw: form => ({ changed: isChanged(form) }),
})

/** Addresses that get the mails of every category, days off, days of work. Triggers `done` with the SharedSettings. */
Component({
  ...form,
  data: { ...form.data, changed: false, today: dateOf(Date.now()) },
  methods: {
    ...form.methods,
    onDay(event: WechatMiniprogram.PickerChange) {
      const { field } = event.currentTarget.dataset as { field: DaysField }
      this.change({ [field]: withDay(this.data.form![field], event.detail.value as string) })
    },
    removeDay(event: WechatMiniprogram.TouchEvent) {
      const { field, day } = event.currentTarget.dataset as { field: DaysField; day: string }
      this.change({ [field]: this.data.form![field].filter(other => other !== day) })
    },
  },
})
