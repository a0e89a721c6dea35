import type { Me } from '../../contract/account'
import { type ReservationView, room } from '../../contract/room'
import { client } from '../../services/cloud'
import { me, refreshMe } from '../../services/session'
import { showUnread } from '../../services/unread'
import { explain, type Failure, type Phase } from '../../ui/phase'
import {
  greeting,
  holds,
  reserves,
  type Standing,
  sectionsFor,
  standing,
  today,
  upcoming,
  waitingWords,
} from './view'

const rooms = client(room)

Page({
  data: {
    phase: 'loading' as Phase,
    failure: null as Failure | null,
    greeting: '',
    today: '',
    standing: null as Standing | null,
    reserves: true,
    groups: [] as ReturnType<typeof sectionsFor>,
    next: [] as ReservationView[],
    waiting: '',
  },

  /** Coming back from a booking, the next one may be another. */
  async onShow() {
    // Who could not work here may have been let in meanwhile.
    await this.load(this.data.standing || !this.data.reserves ? refreshMe : me)
  },

  async onPullDownRefresh() {
    await this.load(refreshMe)
    wx.stopPullDownRefresh()
  },

  async retry() {
    this.setData({ phase: 'loading' })
    await this.load(refreshMe)
  },

  async load(who: typeof me) {
    const now = Date.now()
    try {
      const person = await who()
      const outside = standing(person)
      this.setData({ greeting: greeting(person.name, now), today: today(now), standing: outside })
      if (!outside) await Promise.all([reserves(person) && this.loadRooms(person, now), showUnread()])
      this.setData({ reserves: reserves(person), groups: outside ? [] : sectionsFor(person), phase: 'ready' })
    } catch (error) {
      this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  async loadRooms(person: Me, now: number) {
    const [mine, pending] = await Promise.all([
      rooms.mine({}),
      holds(person, 'room.admin') ? rooms.pending({}) : Promise.resolve({ items: [] }),
    ])
    this.setData({
      next: upcoming(mine.items, now, 2),
      waiting: waitingWords(pending.items.length, 'next' in pending),
    })
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({ url: event.currentTarget.dataset.url as string })
  },

  async join() {
    await wx.navigateTo({ url: '/features/account/join/join' })
  },

  async openMine() {
    await wx.navigateTo({ url: '/features/room/mine/mine' })
  },
})
