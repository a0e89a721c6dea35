import { repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { explain } from '../../../../ui/phase'
import { buildingsOf, type Filters, type Named } from './view'

const repairs = client(repair)
/** Typing rests for so long before it is searched. */
const REST = 300
let rest = 0

/** The sheet that narrows the board. Triggers `close`, and `change` with the Filters. */
Component({
  properties: {
    open: { type: Boolean, value: false },
    value: { type: Object, value: {} as Filters },
  },
  data: {
    draft: {} as Filters,
    categories: [] as Named[],
    workers: [] as Named[],
    buildings: [] as string[],
    problem: '',
  },
  observers: {
    open(open: boolean) {
      if (!open) return
      this.setData({ draft: this.data.value as Filters, problem: '' })
      if (!this.data.categories.length) void this.load()
    },
  },
  methods: {
    async load() {
      try {
        const [categories, workers, places] = await Promise.all([
          repairs.categories({}),
          repairs.workers({}),
          repairs.places({}),
        ])
        const buildings = buildingsOf(places.items)
        this.setData({ categories: categories.items, workers: workers.items, buildings })
      } catch (error) {
        this.setData({ problem: explain(error).message })
      }
    },
    /** A tap chooses; another takes it back. */
    choose(event: WechatMiniprogram.TouchEvent) {
      const { field, index } = event.currentTarget.dataset as { field: 'category' | 'worker'; index: number }
      const one = this.data[field === 'category' ? 'categories' : 'workers'][index]!
      const { draft } = this.data
      this.setData({ draft: { ...draft, [field]: draft[field]?.id === one.id ? undefined : one } })
    },
    chooseBuilding(event: WechatMiniprogram.TouchEvent) {
      const building = event.currentTarget.dataset.building as string
      const { draft } = this.data
      this.setData({ draft: { ...draft, building: draft.building === building ? '' : building } })
    },
    typeBuilding(event: WechatMiniprogram.Input) {
      const text = event.detail.value.trim()
      clearTimeout(rest)
      rest = setTimeout(() => void this.findBuilding(text), REST)
    },
    async findBuilding(text: string) {
      try {
        const { items } = await repairs.places(text ? { text } : {})
        this.setData({ buildings: buildingsOf(items), problem: '' })
      } catch (error) {
        this.setData({ problem: explain(error).message })
      }
    },
    switchOverdue(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
      this.setData({ draft: { ...this.data.draft, overdue: event.detail.value } })
    },
    clear() {
      this.triggerEvent('change', {})
    },
    confirm() {
      this.triggerEvent('change', this.data.draft)
    },
    follow(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close')
    },
  },
})
