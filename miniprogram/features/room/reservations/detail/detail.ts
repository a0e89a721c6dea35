import { roomPages } from '../../../../contract/features/room'
import {
  RESERVATION_ACTION,
  type ReservationAction,
  type ReservationView,
  room,
} from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { addPhoneCalendar, dial } from '../../../../services/phone'
import { loadPage } from '../../../../ui/load-page'
import { pendingAction } from '../../../../ui/pending-action'
import type { Begun } from '../change-sheet/view'
import { forgetOwn } from '../own'
import type { PendingAction } from '../reservation-actions/view'
import { calendarEvent, type Detail, dayOf, detailOf } from './view'

const rooms = client(room)
const page = loadPage(async ({ id }: { id: string }) => ({
  detail: detailOf(await rooms.booking({ reservationId: id }), Date.now()),
}))
const actions = pendingAction<PendingAction>()

Page({
  ...page,
  ...actions,
  data: {
    ...page.data,
    ...actions.data,
    id: '',
    detail: null as Detail | null,
    words: RESERVATION_ACTION,
    begun: null as Begun | null,
  },

  onLoad({ id = '' }: Record<string, string | undefined>) {
    this.setData({ id })
  },

  async onShow() {
    await this.appear()
  },

  own(): ReservationView {
    return (this.data.detail as Detail).reservation
  },

  onStep(event: WechatMiniprogram.TouchEvent) {
    const { action } = event.currentTarget.dataset as { action: ReservationAction }
    this.setData({ pending: { action, reservation: this.own() } })
  },

  change() {
    this.setData({ begun: { reservation: this.own() } })
  },

  onStart(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ begun: { reservation: this.own(), from: event.detail.value } })
  },

  endChange() {
    this.setData({ begun: null })
  },

  async onDone() {
    forgetOwn()
    this.endAction()
    this.endChange()
    await this.refresh()
  },

  async addToCalendar() {
    await addPhoneCalendar(calendarEvent(this.own()))
  },

  async call() {
    await dial(this.own().holder.phone ?? '')
  },

  async openDay() {
    const own = this.own()
    await wx.navigateTo({ url: roomPages.day(own.roomId, dayOf(own)) })
  },
})
