import { repair } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import type { Phase } from '../../../ui/phase'
import { sending } from '../../../ui/sheet'
import { type Form, inputOf, problemOf } from './view'

const repairs = client(repair)

/** The sheet for a place. Triggers `close`, and `done` with the PlaceView. */
Component({
  properties: {
    /** The Form to begin with; the sheet is open while there is one. */
    initial: { type: Object, value: null as unknown as Form },
  },
  data: { phase: 'ready' as Phase, form: null as Form | null, problem: '' },
  observers: {
    initial(initial: Form | null) {
      if (initial) this.setData({ phase: 'ready', form: initial, problem: '' })
    },
  },
  methods: {
    ...sending(repairs.savePlace),
    type(event: WechatMiniprogram.Input) {
      const field = event.currentTarget.dataset.field as keyof Form
      if (this.data.form)
        this.setData({ form: { ...this.data.form, [field]: event.detail.value }, problem: '' })
    },
    async save() {
      const { form } = this.data
      if (!form) return
      const problem = problemOf(form)
      if (problem) this.setData({ problem })
      else await this.send(inputOf(form))
    },
  },
})
