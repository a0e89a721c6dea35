import { repair, type WorkerView } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { showLatest } from '../../../../ui/latest-result'
import type { Failure, Phase } from '../../../../ui/phase'
import { type Choice, choicesOf, type Filter, filtersOf } from './view'

const repairs = client(repair)

/**
 * The workers, those proposed for the ticket first and why; the first proposal is chosen to begin with. Triggers `change`
 * with `{ workerId }`.
 */
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
      await showLatest(
        this,
        repairs.workers({ id: this.data.ticketId }).then(({ items }) => this.narrowed({ all: items })),
      )
      const best = this.data.all.find(({ proposed }) => proposed === 1)
      if (best && !this.data.value) this.triggerEvent('change', { workerId: best.id })
    },
    /** The data after a change of the search or the filters. */
    narrowed(change: { all?: WorkerView[]; on?: Filter[]; text?: string }) {
      const { all, on, text, category } = { ...this.data, ...change }
      return { ...change, ...choicesOf(all, on, text, category) }
    },
    onFilters(event: WechatMiniprogram.CustomEvent<{ value: Filter[] }>) {
      this.setData(this.narrowed({ on: event.detail.value }))
    },
    onInput(event: WechatMiniprogram.Input) {
      this.setData(this.narrowed({ text: event.detail.value.trim() }))
    },
    onChoose(event: WechatMiniprogram.TouchEvent) {
      const { id, barred } = event.currentTarget.dataset as { id: string; barred: boolean }
      if (!barred) this.triggerEvent('change', { workerId: id })
    },
  },
})
