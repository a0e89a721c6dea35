import { repair, type WorkerView } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { explain, type Failure, type Phase } from '../../../../ui/phase'
import { type Choice, choicesOf, type Filter, filtersOf } from './view'

const repairs = client(repair)

/** Whom to send: everybody who mends, those proposed first and why. Triggers `change` with `{ workerId }`. */
Component({
  properties: {
    ticketId: { type: String, value: '' },
    /** The category's name, which is the skill it takes. */
    category: { type: String, value: '' },
    value: { type: String, value: '' },
  },
  data: {
    phase: 'loading' as Phase,
    failure: null as Failure | null,
    all: [] as WorkerView[],
    filters: [] as ReturnType<typeof filtersOf>,
    on: [] as Filter[],
    text: '',
    choices: [] as Choice[],
    more: 0,
  },
  lifetimes: {
    attached() {
      this.setData({ filters: filtersOf(this.data.category) })
      void this.load()
    },
  },
  methods: {
    async load() {
      this.setData({ phase: 'loading' })
      try {
        this.setData({ all: (await repairs.workers({ id: this.data.ticketId })).items, phase: 'ready' })
        this.show()
      } catch (error) {
        this.setData({ phase: 'failed', failure: explain(error) })
      }
    },
    show() {
      const { all, on, text, category } = this.data
      this.setData(choicesOf(all, on, text, category))
    },
    toggle(event: WechatMiniprogram.TouchEvent) {
      const filter = event.currentTarget.dataset.filter as Filter
      const { on } = this.data
      this.setData({ on: on.includes(filter) ? on.filter(one => one !== filter) : [...on, filter] })
      this.show()
    },
    type(event: WechatMiniprogram.Input) {
      this.setData({ text: event.detail.value.trim() })
      this.show()
    },
    choose(event: WechatMiniprogram.TouchEvent) {
      const { id, barred } = event.currentTarget.dataset as { id: string; barred: boolean }
      if (!barred) this.triggerEvent('change', { workerId: id })
    },
  },
})
