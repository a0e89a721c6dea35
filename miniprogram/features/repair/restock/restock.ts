import { type MaterialView, repair } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import { Press } from '../../../services/press'
import { explain, type Phase } from '../../../ui/phase'
import { addedBy, MODES, type Mode, problemOf } from './view'

const repairs = client(repair)
const press = new Press()

/** The sheet that puts more on the shelf, or what was counted. Triggers `close`, and `done` with the MaterialView. */
Component({
  properties: {
    /** The sheet is open while there is one. */
    material: { type: Object, value: null as unknown as MaterialView },
  },
  data: {
    phase: 'ready' as Phase,
    shown: null as MaterialView | null,
    modes: MODES,
    mode: 'more' as Mode,
    count: '',
    reason: '',
    problem: '',
  },
  observers: {
    material(material: MaterialView | null) {
      if (material)
        this.setData({ phase: 'ready', shown: material, mode: 'more', count: '', reason: '', problem: '' })
    },
  },
  methods: {
    pick(event: WechatMiniprogram.TouchEvent) {
      this.setData({ mode: event.currentTarget.dataset.mode as Mode, problem: '' })
    },
    type(event: WechatMiniprogram.Input) {
      this.setData({ [event.currentTarget.dataset.field as 'count']: event.detail.value, problem: '' })
    },
    async confirm() {
      const { phase, shown } = this.data
      if (phase !== 'ready' || !shown) return
      const problem = problemOf(this.data, shown)
      if (problem) return this.setData({ problem })
      this.setData({ phase: 'sending', problem: '' })
      try {
        const input = {
          materialId: shown.id,
          count: addedBy(this.data, shown),
          reason: this.data.reason.trim(),
        }
        const material = await repairs.restock(input, { key: press.keyFor('restock', input) })
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
