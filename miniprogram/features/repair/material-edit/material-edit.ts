import { repair } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import { Press } from '../../../services/press'
import { explain, type Phase } from '../../../ui/phase'
import { type Form, inputOf, problemOf } from './view'

const repairs = client(repair)
const press = new Press()

/**
 * The sheet that says what a material is called, counted in, and when it runs short; how many there are only movements
 * say. Triggers `close`, and `done` with the MaterialView.
 */
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
    type(event: WechatMiniprogram.Input) {
      const field = event.currentTarget.dataset.field as keyof Form
      if (this.data.form)
        this.setData({ form: { ...this.data.form, [field]: event.detail.value }, problem: '' })
    },
    async save() {
      const { phase, form } = this.data
      if (phase !== 'ready' || !form) return
      const problem = problemOf(form)
      if (problem) return this.setData({ problem })
      this.setData({ phase: 'sending', problem: '' })
      try {
        const input = inputOf(form)
        const material = await repairs.saveMaterial(input, { key: press.keyFor('saveMaterial', input) })
        press.done()
        this.setData({ phase: 'ready' })
        this.triggerEvent('done', material)
      } catch (error) {
        this.setData({ phase: 'ready', problem: explain(error).message })
      }
    },
    close() {
      if (this.data.phase !== 'sending') this.triggerEvent('close')
    },
    follow(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close')
    },
  },
})
