import { type MaterialView, repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { me } from '../../../../services/session'
import { listPage } from '../../../../ui/list-page'
import { type Form, formOf } from '../material-edit/view'
import { arranged, type Card } from './view'

const repairs = client(repair)
/** Typing rests for so long before it is searched. */
const REST = 300
let rest = 0
/** The same shelf, for either duty. */
const list = listPage<MaterialView, { text: string }>(
  async (page, { text }) => {
    const { duties = [] } = await me()
    const op = duties.includes('repair.keeper') ? 'stock' : 'materials'
    return repairs[op]({ ...(text && { text }), page })
  },
  items => ({ cards: arranged(items, Date.now()) }),
)

/** The shelf: storekeepers put things on it, administrators say what it holds. */
Page({
  ...list,
  data: {
    ...list.data,
    keeper: false,
    manager: false,
    text: '',
    cards: [] as Card[],
    /** Whose movements are shown. */
    opened: '',
    restocking: null as MaterialView | null,
    editing: null as Form | null,
  },

  onUnload() {
    clearTimeout(rest)
  },

  async load() {
    // Without it the list below still tells what is wrong.
    const { duties = [] } = (await me().catch(() => undefined)) ?? {}
    this.setData({ keeper: duties.includes('repair.keeper'), manager: duties.includes('repair.admin') })
    await list.load.call(this)
  },

  type(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ text: event.detail.value.trim() })
    clearTimeout(rest)
    rest = setTimeout(() => void this.retry(), REST)
  },

  open(event: WechatMiniprogram.TouchEvent) {
    const id = event.currentTarget.dataset.id as string
    this.setData({ opened: this.data.opened === id ? '' : id })
  },

  restock(event: WechatMiniprogram.TouchEvent) {
    this.setData({ restocking: this.touched(event) })
  },

  endRestock() {
    this.setData({ restocking: null })
  },

  restocked(event: WechatMiniprogram.CustomEvent<MaterialView>) {
    const { detail } = event
    this.endRestock()
    this.show(this.data.items.map(one => (one.id === detail.id ? detail : one)))
  },

  create() {
    this.setData({ editing: formOf() })
  },

  edit(event: WechatMiniprogram.TouchEvent) {
    this.setData({ editing: formOf(this.touched(event)) })
  },

  endEdit() {
    this.setData({ editing: null })
  },

  /** A new one has its place in the order, which the server knows. */
  async edited() {
    this.endEdit()
    await this.load()
  },

  touched(event: WechatMiniprogram.TouchEvent): MaterialView {
    return this.data.items.find(({ id }) => id === event.currentTarget.dataset.id)!
  },
})
