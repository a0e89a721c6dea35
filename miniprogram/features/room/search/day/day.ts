import { dateOf } from '../../../../contract/kernel/time'
import { type DayView, type ReservationView, room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { loadPage } from '../../../../ui/load-page'
import { pendingAction } from '../../../../ui/pending-action'
import type { Offer } from '../../reservations/booking/view'
import type { Begun } from '../../reservations/change-sheet/view'
import type { PendingAction } from '../../reservations/reservation-actions/view'
import {
  bookingAt,
  dateWords,
  dayAfter,
  type Freed,
  freedOf,
  offerAt,
  roomWords,
  type Timeline,
  timeline,
} from './view'

const rooms = client(room)
const page = loadPage(async ({ roomId, date }: { roomId: string; date: string }) => {
  const day = await rooms.day({ roomId, date })
  const now = Date.now()
  await wx.setNavigationBarTitle({ title: day.room.name })
  return { day, words: roomWords(day.room, date, now), timeline: timeline(day, now) }
})
const actions = pendingAction<PendingAction>()

Page({
  ...page,
  ...actions,
  data: {
    ...page.data,
    ...actions.data,
    roomId: '',
    date: '',
    dateWords: '',
    day: null as DayView | null,
    words: null as ReturnType<typeof roomWords> | null,
    timeline: null as Timeline | null,
    /** The booking whose sheet is open. */
    viewed: null as ReservationView | null,
    offer: null as Offer | null,
    begun: null as Begun | null,
    /** Minute of the day at which a booking is shown at once; -1 for none. */
    at: -1,
    /** The slot that a booking has just left. */
    freed: null as Freed | null,
  },

  onLoad({ roomId = '', date, at = '-1' }: Record<string, string | undefined>) {
    this.setData({ roomId, at: Number(at) })
    this.turnTo(date ?? dateOf(Date.now()))
  },

  async onShow() {
    await this.appear()
    const { day, at } = this.data
    if (day && at >= 0) this.setData({ at: -1, viewed: bookingAt(day, at) ?? null })
  },

  turnTo(date: string) {
    this.setData({ date, dateWords: dateWords(date, Date.now()) })
  },

  async onDate(event: WechatMiniprogram.PickerChange) {
    this.turnTo(event.detail.value as string)
    await this.retry()
  },

  async onTurn(event: WechatMiniprogram.TouchEvent) {
    this.turnTo(dayAfter(this.data.date, Number(event.currentTarget.dataset.days)))
    await this.retry()
  },

  openOffer(event: WechatMiniprogram.TouchEvent) {
    const { start } = event.currentTarget.dataset as { start: string }
    if (this.data.day) this.setData({ offer: offerAt(this.data.day, start) })
  },

  closeOffer() {
    this.setData({ offer: null })
  },

  openBooking(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    this.setData({ viewed: this.data.day?.bookings.find(booking => booking.id === id) ?? null })
  },

  closeBooking() {
    this.setData({ viewed: null })
  },

  /** One sheet takes the place of the other. */
  onAction(event: WechatMiniprogram.CustomEvent<PendingAction>) {
    const { action, reservation } = event.detail
    if (action === 'move')
      this.setData({ viewed: null, begun: { reservation, elsewhere: !reservation.mine } })
    else this.setData({ viewed: null, pending: event.detail })
  },

  endChange() {
    this.setData({ begun: null })
  },

  /** What a booking of another has left can be booked at once. */
  async onChanged(event: WechatMiniprogram.CustomEvent<ReservationView>) {
    const before = this.data.day?.bookings.find(({ id }) => id === event.detail.id)
    this.endAction()
    this.endChange()
    await this.refresh()
    if (before && this.data.day) this.setData({ freed: freedOf(this.data.day, before) })
  },

  bookFreed() {
    const { day, freed } = this.data
    if (day && freed)
      this.setData({ freed: null, offer: { ...offerAt(day, freed.from), minutes: freed.minutes } })
  },

  /** The sheet says itself what was booked. */
  async onBooked() {
    await this.refresh()
  },
})
