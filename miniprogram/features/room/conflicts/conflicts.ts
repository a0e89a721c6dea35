import { MAX_PERIOD_DAYS, type ReservationView, room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import { intervalOf, type Picked, periodProblem } from '../../../ui/period-picker/view'
import { explain, type Failure, type Phase } from '../../../ui/phase'
import type { Task } from '../act/view'
import { firstPicked, foundWords } from './view'

const rooms = client(room)

Page({
  data: {
    phase: 'ready' as Phase,
    failure: null as Failure | null,
    picked: null as Picked | null,
    problem: '',
    /** The period that was asked for; null before the first query. */
    asked: null as Picked | null,
    items: [] as ReservationView[],
    next: '',
    found: '',
    task: null as Task | null,
  },

  onLoad() {
    this.setData({ picked: firstPicked(Date.now()) })
  },

  async onPullDownRefresh() {
    if (this.data.asked) await this.query()
    wx.stopPullDownRefresh()
  },

  pickPeriod(event: WechatMiniprogram.CustomEvent<Picked>) {
    this.setData({ picked: event.detail, problem: '' })
  },

  async query() {
    const { picked, phase } = this.data
    if (!picked || phase === 'loading') return
    const problem = periodProblem(picked, MAX_PERIOD_DAYS)
    if (problem) return this.setData({ problem })
    this.setData({ phase: 'loading', asked: picked, items: [], next: '' })
    try {
      await this.read(picked)
      this.setData({ phase: 'ready' })
    } catch (error) {
      this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  async read(asked: Picked, after?: string) {
    const { items, next = '' } = await rooms.conflicts({ ...intervalOf(asked), page: { after } })
    const all = [...this.data.items, ...items]
    this.setData({ items: all, next, found: foundWords(all.length, next !== '') })
  },

  async onReachBottom() {
    const { phase, next, asked } = this.data
    if (phase !== 'ready' || !next || !asked) return
    this.setData({ phase: 'sending' })
    try {
      await this.read(asked, next)
    } catch (error) {
      await wx.showToast({ title: explain(error).message, icon: 'none' })
    }
    this.setData({ phase: 'ready' })
  },

  act(event: WechatMiniprogram.CustomEvent<Task>) {
    this.setData({ task: event.detail })
  },

  closeTask() {
    this.setData({ task: null })
  },

  /** What was moved or cancelled stays in sight, so that it can be told what has been done. */
  acted(event: WechatMiniprogram.CustomEvent<ReservationView>) {
    const items = this.data.items.map(item => (item.id === event.detail.id ? event.detail : item))
    this.setData({ task: null, items })
  },
})
