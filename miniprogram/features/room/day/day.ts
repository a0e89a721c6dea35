import { dateOf } from '../../../contract/kernel/time'
import { type DayView, type ReservationView, room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import { loadPage } from '../../../ui/load-page'
import type { Task } from '../act/view'
import type { Offer } from '../booking/view'
import { dateWords, dayAfter, offerAt, roomWords, type Timeline, timeline } from './view'

const rooms = client(room)
const asked = loadPage(async ({ roomId, date }: { roomId: string; date: string }) => {
  const day = await rooms.day({ roomId, date })
  const now = Date.now()
  await wx.setNavigationBarTitle({ title: day.room.name })
  return { day, words: roomWords(day.room, now), timeline: timeline(day, now) }
})

Page({
  ...asked,
  data: {
    ...asked.data,
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
