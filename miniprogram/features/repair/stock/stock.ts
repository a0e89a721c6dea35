import { type MaterialView, repair } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import { me } from '../../../services/session'
import { explain, type Failure, type Phase } from '../../../ui/phase'
import { type Form, formOf } from '../material-edit/view'
import { arranged, type Card } from './view'

const repairs = client(repair)
/** Typing rests for so long before it is searched. */
const REST = 300
let rest = 0
/** Counts the looks: an answer that comes late is not shown. */
let latest = 0

/** The shelf: storekeepers put things on it, administrators say what it holds. */
Page({
  data: {
    phase: 'loading' as Phase,
    failure: null as Failure | null,
    keeper: false,
    manager: false,
    text: '',
    all: [] as MaterialView[],
    cards: [] as Card[],
    next: '',
    /** Whose movements are shown. */
    opened: '',
    restocking: null as MaterialView | null,
    editing: null as Form | null,
  },

  async onShow() {
    await this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onUnload() {
    clearTimeout(rest)
  },

  async retry() {
    this.setData({ phase: 'loading' })
    await this.load()
  },

  async load() {
    const mine = ++latest
    try {
      const { duties = [] } = await me()
      const keeper = duties.includes('repair.keeper')
      this.setData({ keeper, manager: duties.includes('repair.admin') })
      const { items, next } = await this.ask()
      if (mine !== latest) return
      this.show(items, next)
      this.setData({ phase: 'ready' })
    } catch (error) {
      if (mine === latest) this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  /** The same shelf, for either duty. */
  ask(after?: string) {
    const { text, keeper } = this.data
    return repairs[keeper ? 'stock' : 'materials']({ ...(text && { text }), page: { after } })
  },

  show(all: MaterialView[], next = '') {
    this.setData({ all, next, cards: arranged(all, Date.now()) })
  },

  async onReachBottom() {
    if (this.data.phase !== 'ready' || !this.data.next) return
    this.setData({ phase: 'sending' })
    try {
      const { items, next } = await this.ask(this.data.next)
      this.show([...this.data.all, ...items], next)
    } catch (error) {
      await wx.showToast({ title: explain(error).message, icon: 'none' })
    }
    this.setData({ phase: 'ready' })
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
    this.show(
      this.data.all.map(one => (one.id === detail.id ? detail : one)),
      this.data.next,
    )
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
    return this.data.all.find(({ id }) => id === event.currentTarget.dataset.id)!
  },
})
