import { repair, type TicketList, type TicketRow } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { autoRefresh } from '../../../../ui/auto-refresh'
import { listPage } from '../../../../ui/list-page'
import type { Task } from '../../shared/staff-actions/view'
import { type Filters, filterWords } from '../dispatch-filters/view'
import { emptyWords, queueInput, tabsOf, type Wanted } from './view'

const repairs = client(repair)
/** Typing rests for so long before it is searched. */
const REST = 300
let rest = 0
/** The beginning of a list comes with how many there are in each. */
const list = listPage<TicketRow, Wanted>(
  (page, wanted) => repairs.queue({ ...queueInput(wanted), page }),
  () => ({}),
  async ({ list, text, filters }) => {
    const { list: _one, ...wanted } = queueInput({ list, text, filters })
    const counts = await repairs.counts(wanted)
    return { tabs: tabsOf(counts), overdue: counts.overdue, empty: emptyWords({ list, text, filters }) }
  },
)

/** The dispatcher's three lists: overdue ones first. */
Page({
  ...list,
  ...autoRefresh,
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

  onUnload() {
    autoRefresh.onUnload.call(this)
    clearTimeout(rest)
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
