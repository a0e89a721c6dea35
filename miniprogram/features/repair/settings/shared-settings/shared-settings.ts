import { dateOf } from '../../../../contract/kernel/time'
import { repair, type SharedSettings } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { freshForm } from '../../../../ui/form'
import { editing } from '../../../../ui/sheet'
import { withTyped } from '../../../../ui/typed'
import { type DaysField, type Form, faultsOf, formOf, inputOf, isChanged, withDay } from './view'

const rules = {
  faultsOf,
  labels: { mails: '邮箱', holidays: '放假的日子', workdays: '上班的日子' },
  draw: (form: Form) => ({ changed: isChanged(form) }),
}
const form = editing({ ...rules, send: client(repair).saveSettings, inputOf, toast: '已保存' })

/**
 * Addresses that get the mails of every category, days off, days of work. The typed values stay when the page brings newer
 * settings. Triggers `done` with the SharedSettings.
 */
Component({
  ...form,
  data: { ...form.data, changed: false, today: dateOf(Date.now()) },
  observers: {
    initial(fresh: Form | null) {
      const { form } = this.data
      if (fresh) this.setData(freshForm(form ? withTyped(fresh, form, formOf(form.saved)) : fresh, rules))
    },
  },
  methods: {
    ...form.methods,
    finish(saved: SharedSettings) {
      this.setData(freshForm(formOf(saved), rules))
      this.triggerEvent('done', saved)
    },
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
