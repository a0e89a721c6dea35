import { repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { searchBox } from '../../../../ui/search-list'
import { MAX_MATERIALS, type Picked, type PickedLine, pickedLine } from './view'

const repairs = client(repair)
const box = searchBox(async text => (await repairs.materials(text ? { text } : {})).items)

/** The materials that a ticket needs. Triggers `change` with `{ materials: [{ materialId, count }] }`. */
Component({
  data: {
    ...box.data,
    /** In the order in which they were picked. */
    picked: [] as Picked[],
    lines: [] as PickedLine[],
    full: false,
  },
  lifetimes: {
    ...box.lifetimes,
    attached() {
      void this.search()
    },
  },
  methods: {
    ...box.methods,
    onAdd(event: WechatMiniprogram.TouchEvent) {
      const material = this.data.results[Number(event.currentTarget.dataset.index)]!
      const { picked, full } = this.data
      if (full || picked.some(line => line.material.id === material.id)) return
      this.pick([...picked, { material, count: 1 }])
    },
    onCount(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
      const { id } = event.currentTarget.dataset as { id: string }
      const count = event.detail.value
      this.pick(this.data.picked.map(line => (line.material.id === id ? { ...line, count } : line)))
    },
    remove(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      this.pick(this.data.picked.filter(({ material }) => material.id !== id))
    },
    pick(picked: Picked[]) {
      this.setData({ picked, lines: picked.map(pickedLine), full: picked.length >= MAX_MATERIALS })
      const materials = picked.map(({ material, count }) => ({ materialId: material.id, count }))
      this.triggerEvent('change', { materials })
    },
  },
})
