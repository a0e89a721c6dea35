import { type MaterialView, repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import type { Phase } from '../../../../ui/phase'
import { sending } from '../../../../ui/sheet'
import { addedBy, MODES, type Mode, problemOf } from './view'

const repairs = client(repair)

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
    ...sending(repairs.restock),
    pick(event: WechatMiniprogram.TouchEvent) {
      this.setData({ mode: event.currentTarget.dataset.mode as Mode, problem: '' })
    },
    type(event: WechatMiniprogram.Input) {
      this.setData({ [event.currentTarget.dataset.field as 'count']: event.detail.value, problem: '' })
    },
    async confirm() {
      const { shown, reason } = this.data
      if (!shown) return
      const problem = problemOf(this.data, shown)
      if (problem) this.setData({ problem })
      else await this.send({ materialId: shown.id, count: addedBy(this.data, shown), reason: reason.trim() })
    },
  },
})
