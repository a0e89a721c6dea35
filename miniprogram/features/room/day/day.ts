import { dateOf } from '../../../contract/kernel/time'
import { type DayView, type ReservationView, room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import { explain, type Failure, type Phase } from '../../../ui/phase'
import type { Task } from '../act/view'
import type { Offer } from '../booking/view'
import { dateWords, dayAfter, offerAt, roomWords, type Timeline, timeline } from './view'

const rooms = client(room)

Page({
  data: {
    phase: 'loading' as Phase,
    failure: null as Failure | null,
    roomId: '',
    date: '',
    dateWords: '',
    day: null as DayView | null,
    words: null as ReturnType<typeof roomWords> | null,
    timeline: null as Timeline | null,
    /** The booking whose sheet is open. */
    shown: null as ReservationView | null,
    offer: null as Offer | null,
    task: null as Task | null,
  },

  onLoad({ roomId = '', date }: Record<string, string | undefined>) {
    this.setData({ roomId })
    this.turnTo(date ?? dateOf(Date.now()))
  },

  async onShow() {
    await this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async retry() {
    this.setData({ phase: 'loading' })
    await this.load()
  },

  /** A reply for a day that has been left meanwhile is not shown. */
  async load() {
    const { roomId, date } = this.data
    try {
      const day = await rooms.day({ roomId, date })
      if (date !== this.data.date) return
      const now = Date.now()
      this.setData({ day, words: roomWords(day.room, now), timeline: timeline(day, now), phase: 'ready' })
      await wx.setNavigationBarTitle({ title: day.room.name })
    } catch (error) {
      this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  turnTo(date: string) {
    this.setData({ date, dateWords: dateWords(date, Date.now()) })
  },

  async pickDate(event: WechatMiniprogram.PickerChange) {
    this.turnTo(event.detail.value as string)
    await this.retry()
  },

  async turn(event: WechatMiniprogram.TouchEvent) {
    this.turnTo(dayAfter(this.data.date, Number(event.currentTarget.dataset.days)))
    await this.retry()
  },

  book(event: WechatMiniprogram.TouchEvent) {
    const { start } = event.currentTarget.dataset as { start: string }
    if (this.data.day) this.setData({ offer: offerAt(this.data.day, start) })
  },

  closeOffer() {
    this.setData({ offer: null })
  },

  open(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    this.setData({ shown: this.data.day?.bookings.find(booking => booking.id === id) ?? null })
  },

  follow(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
    if (!event.detail.visible) this.setData({ shown: null })
  },

  act(event: WechatMiniprogram.CustomEvent<Task>) {
    this.setData({ shown: null, task: event.detail })
  },

  closeTask() {
    this.setData({ task: null })
  },

  async changed() {
    this.setData({ task: null })
    await this.load()
  },
})
