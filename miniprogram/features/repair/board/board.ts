import { repair, type TicketList, type TicketRow } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import { paged } from '../../../ui/paged'
import { explain } from '../../../ui/phase'
import type { Task } from '../act/view'
import { type Filters, filterWords } from '../board-filters/view'
import { type Counts, conditionsOf, emptyWords, queueInput, tabsOf, type Wanted } from './view'

const repairs = client(repair)
/** Typing rests for so long before it is searched. */
const REST = 300
let rest = 0
/** Counts the looks: an answer that comes late is not shown. */
let latest = 0

const find = (page: { after?: string }, wanted: Wanted) => repairs.queue({ ...queueInput(wanted), page })
const list = paged<TicketRow, Wanted>(find)

/** The dispatcher's three lists: overdue ones first. */
Page({
  ...list,
  data: {
    ...list.data,
    list: 'waitingDispatch' as TicketList,
    text: '',
    filters: {} as Filters,
    filterWords: filterWords({}),
    filtering: false,
    tabs: tabsOf(null),
    overdue: 0,
    empty: emptyWords({ list: 'waitingDispatch', text: '', filters: {} }),
    task: null as Task | null,
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
    const { list, text, filters } = this.data
    try {
      const [{ items, next = '' }, counts] = await Promise.all([
        find({}, { list, text, filters }),
        repairs.counts(conditionsOf(filters)),
      ])
      if (mine === latest) this.show(items, next, counts)
    } catch (error) {
      if (mine === latest) this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  show(items: TicketRow[], next: string, counts: Counts) {
    const { list, text, filters } = this.data
    const empty = emptyWords({ list, text, filters })
    this.setData({ phase: 'ready', items, next, tabs: tabsOf(counts), overdue: counts.overdue, empty })
  },

  async look(change: Partial<Wanted>) {
    this.setData({ ...change, phase: 'loading' })
    await this.load()
  },

  async pickList(event: WechatMiniprogram.TouchEvent) {
    await this.look({ list: event.currentTarget.dataset.list as TicketList })
  },

  type(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const text = event.detail.value.trim()
    clearTimeout(rest)
    rest = setTimeout(() => void this.look({ text }), REST)
  },

  openFilters() {
    this.setData({ filtering: true })
  },

  closeFilters() {
    this.setData({ filtering: false })
  },

  async filter(event: WechatMiniprogram.CustomEvent<Filters>) {
    this.setData({ filtering: false, filterWords: filterWords(event.detail) })
    await this.look({ filters: event.detail })
  },

  act(event: WechatMiniprogram.CustomEvent<Task>) {
    this.setData({ task: event.detail })
  },

  endAct() {
    this.setData({ task: null })
  },

  /** The ticket may stand in another list now. */
  async done() {
    this.endAct()
    await this.load()
  },
})
