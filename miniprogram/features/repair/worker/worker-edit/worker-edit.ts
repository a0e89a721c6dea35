import { repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import type { Phase } from '../../../../ui/phase'
import { sending } from '../../../../ui/sheet'
import { type Form, inputOf, skillsOf, toggled } from './view'

const repairs = client(repair)

/** The sheet for somebody who mends. Triggers `close`, and `done` with the WorkerView. */
Component({
  properties: {
    /** The Form to begin with; the sheet is open while there is one. */
    initial: { type: Object, value: null as unknown as Form },
    /** Names of the categories. */
    skills: { type: Array, value: [] as string[] },
  },
  data: {
    phase: 'ready' as Phase,
    form: null as Form | null,
    choices: [] as ReturnType<typeof skillsOf>,
    problem: '',
  },
  observers: {
    initial(initial: Form | null) {
      if (!initial) return
      this.setData({ phase: 'ready' })
      this.show(initial)
    },
  },
  methods: {
    ...sending(repairs.saveWorker),
    show(form: Form) {
      this.setData({ form, choices: skillsOf(this.data.skills as string[], form.skills), problem: '' })
    },
    toggle(event: WechatMiniprogram.TouchEvent) {
      const { form } = this.data
      const skill = event.currentTarget.dataset.skill as string
      if (form) this.show({ ...form, skills: toggled(form.skills, skill) })
    },
    type(event: WechatMiniprogram.Input) {
      if (this.data.form) this.show({ ...this.data.form, campuses: event.detail.value })
    },
    switchDuty(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
      if (this.data.form) this.show({ ...this.data.form, onDuty: event.detail.value })
    },
    async save() {
      if (this.data.form) await this.send(inputOf(this.data.form))
    },
  },
})
