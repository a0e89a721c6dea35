import { repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { explain } from '../../../../ui/phase'
import { searchBox } from '../../../../ui/search-list'
import { sheet } from '../../../../ui/sheet'
import { buildingsOf, type Choices, type Filters, optionOf } from './view'

const repairs = client(repair)
const box = searchBox(async text => buildingsOf((await repairs.places(text ? { text } : {})).items))

/** The sheet that narrows the board. Triggers `close`, and `change` with the Filters. */
Component({
  properties: {
    open: { type: Boolean, value: false },
    value: { type: Object, value: {} as Filters },
  },
  data: {
    ...box.data,
    draft: {} as Filters,
    categories: [] as Choices['category'],
    workers: [] as Choices['worker'],
    problem: '',
  },
  lifetimes: box.lifetimes,
  observers: {
    open(open: boolean) {
      if (!open) return
      this.setData({ draft: this.data.value as Filters, problem: '' })
      if (!this.data.categories.length) void this.load()
    },
  },
  methods: {
    ...box.methods,
    close: sheet.close,
    async load() {
      void this.search()
      try {
        const [categories, workers] = await Promise.all([repairs.categories({}), repairs.workers({})])
        this.setData({ categories: categories.items.map(optionOf), workers: workers.items.map(optionOf) })
      } catch (error) {
        this.setData({ problem: explain(error).message })
      }
    },
    onChoose({ detail }: WechatMiniprogram.CustomEvent<{ field: keyof Choices; value: string }>) {
      const { categories, workers, results, draft } = this.data
      const choices: Choices = { category: categories, building: results, worker: workers }
      const option = choices[detail.field].find(({ id }) => id === detail.value)
      this.setData({ draft: { ...draft, [detail.field]: option } })
    },
    onOverdue(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
      this.setData({ draft: { ...this.data.draft, overdue: event.detail.value } })
    },
    onClear() {
      this.triggerEvent('change', {})
    },
    onConfirm() {
      this.triggerEvent('change', this.data.draft)
    },
  },
})
