import { type MaterialView, repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { explain } from '../../../../ui/phase'
import { MOST, type Wanted, wantedOf } from './view'

const repairs = client(repair)
/** Typing rests for so long before it is searched. */
const REST = 300
let rest = 0
/** Counts the searches: an answer that comes late is not shown. */
let latest = 0

/** What a ticket needs from the shelf. Triggers `change` with `{ materials: [{ materialId, count }] }`. */
Component({
  data: {
    text: '',
    found: [] as MaterialView[],
    /** In the order in which they were picked. */
    picked: [] as { material: MaterialView; count: number }[],
    wanted: [] as Wanted[],
    problem: '',
    none: false,
    full: false,
  },
  lifetimes: {
    attached() {
      void this.find()
    },
    detached() {
      clearTimeout(rest)
    },
  },
  methods: {
    type(event: WechatMiniprogram.Input) {
      this.setData({ text: event.detail.value.trim() })
      clearTimeout(rest)
      rest = setTimeout(() => void this.find(), REST)
    },
    async find() {
      const mine = ++latest
      const { text } = this.data
      try {
        const { items } = await repairs.materials(text ? { text } : {})
        if (mine === latest) this.setData({ found: items, none: !items.length, problem: '' })
      } catch (error) {
        if (mine === latest) this.setData({ problem: explain(error).message })
      }
    },
    add(event: WechatMiniprogram.TouchEvent) {
      const material = this.data.found[Number(event.currentTarget.dataset.index)]!
      const { picked } = this.data
      if (picked.some(one => one.material.id === material.id) || this.data.full) return
      this.want([...picked, { material, count: 1 }])
    },
    count(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
      const { id } = event.currentTarget.dataset as { id: string }
      this.want(
        this.data.picked.map(one => (one.material.id === id ? { ...one, count: event.detail.value } : one)),
      )
    },
    remove(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      this.want(this.data.picked.filter(one => one.material.id !== id))
    },
    want(picked: { material: MaterialView; count: number }[]) {
      const wanted = picked.map(({ material, count }) => wantedOf(material, count))
      this.setData({ picked, wanted, full: picked.length >= MOST })
      const materials = picked.map(({ material, count }) => ({ materialId: material.id, count }))
      this.triggerEvent('change', { materials })
    },
  },
})
