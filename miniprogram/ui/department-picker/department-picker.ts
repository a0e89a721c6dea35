import { firstLevel, foundLines, type Line, linesOf, type Node, namesOf, toggle, trailOf } from './view'

/**
 * A field that opens a sheet with the tree of departments. Triggers `change` with `{ value: ids }` when the sheet is
 * confirmed.
 */
Component({
  properties: {
    /** The departments to choose from: `{ id, name, parent }`. */
    departments: { type: Array, value: [] as Node[] },
    value: { type: Array, value: [] as string[] },
    multiple: { type: Boolean, value: false },
    label: { type: String, value: '部门' },
    placeholder: { type: String, value: '请选择' },
    /** Test id. */
    name: { type: String, value: 'departments' },
  },
  data: {
    open: false,
    words: '',
    at: '',
    /** Searches the whole tree while it is not empty. */
    text: '',
    chosen: [] as string[],
    /** The departments above the list. */
    trail: [] as Node[],
    lines: [] as Line[],
  },
  observers: {
    'departments, value'(departments: Node[], value: string[]) {
      this.setData({ words: namesOf(departments, value) })
    },
  },
  methods: {
    show() {
      const first = this.data.value[0] ?? ''
      const { departments } = this.data
      const home = departments.find(({ id }) => id === first)?.parent ?? firstLevel(departments)
      this.setData({ open: true, chosen: [...this.data.value], text: '' })
      this.go(home)
    },
    go(at: string) {
      const { departments, chosen, text } = this.data
      const lines = text ? foundLines(departments, text, chosen) : linesOf(departments, at, chosen)
      this.setData({ at, trail: trailOf(departments, at), lines })
    },
    onSearch(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ text: event.detail.value ?? '' })
      this.go(this.data.at)
    },
    onEnter(event: WechatMiniprogram.TouchEvent) {
      this.setData({ text: '' })
      this.go(event.currentTarget.dataset.id as string)
    },
    onChoose(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      this.setData({ chosen: toggle(this.data.chosen, id, this.data.multiple) })
      this.go(this.data.at)
    },
    onConfirm() {
      this.setData({ open: false })
      this.triggerEvent('change', { value: this.data.chosen })
    },
    close() {
      this.setData({ open: false })
    },
  },
})
