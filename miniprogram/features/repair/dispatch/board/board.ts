import { repair, type TicketList, type TicketRow } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { autoRefresh } from '../../../../ui/auto-refresh'
import type { RecordCard } from '../../../../ui/record-card/card'
import { searchList } from '../../../../ui/search-list'
import { ticketActions } from '../../tickets/ticket-actions'
import { workCard } from '../../tickets/view'
import { type Filters, filterWords } from '../dispatch-filters/view'
import { emptyWords, queueInput, tabsOf } from './view'

const repairs = client(repair)
const FIRST = { list: 'waitingDispatch' as TicketList, filters: {} as Filters }

const search = searchList<TicketRow, typeof FIRST>({
  fetch: (page, criteria) => repairs.queue({ ...queueInput(criteria), page }),
  filters: FIRST,
  arrange: items => ({ cards: items.map(item => ({ id: item.id, card: workCard(item, Date.now()) })) }),
  async beside(criteria) {
    const { list: _list, ...filters } = queueInput(criteria)
    const counts = await repairs.counts(filters)
    return { tabs: tabsOf(counts), overdue: counts.overdue, empty: emptyWords(criteria) }
  },
})

/** The dispatcher's three lists: overdue ones first. */
Page({
  ...search,
  ...autoRefresh,
  ...ticketActions,
  data: {
    ...search.data,
    ...ticketActions.data,
    cards: [] as { id: string; card: RecordCard }[],
    filterWords: filterWords({}),
    filtering: false,
    tabs: tabsOf(null),
    overdue: 0,
    empty: emptyWords({ ...FIRST, text: '' }),
  },

  onUnload() {
    search.onUnload.call(this)
    autoRefresh.onUnload.call(this)
  },

  async pickList(event: WechatMiniprogram.TouchEvent) {
    await this.applyFilters({ list: event.currentTarget.dataset.list as TicketList })
  },

  openFilters() {
    this.setData({ filtering: true })
  },

  closeFilters() {
    this.setData({ filtering: false })
  },

  async onFilters({ detail: filters }: WechatMiniprogram.CustomEvent<Filters>) {
    this.setData({ filtering: false, filterWords: filterWords(filters) })
    await this.applyFilters({ filters })
  },
})
