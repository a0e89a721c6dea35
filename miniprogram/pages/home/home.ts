import type { Me } from '../../contract/account'
import { accountPages } from '../../contract/features/account'
import { roomPages } from '../../contract/features/room'
import { type ReservationView, room } from '../../contract/room'
import { client } from '../../services/cloud'
import { me, refreshMe } from '../../services/session'
import { showUnread } from '../../services/unread'
import { showLatest } from '../../ui/latest-result'
import type { Failure, Phase } from '../../ui/phase'
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

/** The person's next reservations, and how many wait for their approval. */
async function roomData(person: Me, now: number) {
  const [own, pending] = await Promise.all([
    rooms.mine({}),
    holds(person, 'room.admin') ? rooms.pending({}) : Promise.resolve({ items: [] }),
  ])
  return {
    next: upcoming(own.items, now, 2),
    waiting: waitingWords(pending.items.length, 'next' in pending),
  }
}

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

  /** The next reservation may be another since the page was last shown, and a stranger may have been let in. */
  async onShow() {
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

  async load(askMe: typeof me) {
    await showLatest(
      this,
      askMe().then(person => this.dataFor(person)),
    )
  },

  /** The greeting does not wait for the rest. */
  async dataFor(person: Me) {
    const now = Date.now()
    const outside = standing(person)
    this.setData({ greeting: greeting(person.name, now), today: today(now), standing: outside })
    if (outside) return { reserves: reserves(person), groups: [] }
    const [found] = await Promise.all([reserves(person) ? roomData(person, now) : {}, showUnread()])
    return { ...found, reserves: reserves(person), groups: sectionsFor(person) }
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({ url: event.currentTarget.dataset.url as string })
  },

  async join() {
    await wx.navigateTo({ url: accountPages.join })
  },

  async openMine() {
    await wx.navigateTo({ url: roomPages.mine })
  },
})
