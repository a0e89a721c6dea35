import { roomPages } from '../../../../contract/features/room'
import { dateOf } from '../../../../contract/kernel/time'
import { type ReservationView, type RoomAction, type RoomView, room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { listPage, replaceItem } from '../../../../ui/list-page'
import { sendOnce } from '../../../../ui/send'
import type { Begun } from '../../reservations/change-sheet/view'
import { type Closing, firstClosing } from '../close-sheet/view'
import { closureLines, roomCard } from './view'

const rooms = client(room)
const DANGER = '#c9353f'

const cardOf = (item: RoomView) => ({
  id: item.id,
  card: roomCard(item),
  closures: closureLines(item, Date.now()),
})

const list = listPage<RoomView>(
  page => rooms.list({ page }),
  items => ({ cards: items.map(cardOf) }),
)

Page({
  ...list,
  data: {
    ...list.data,
    cards: [] as ReturnType<typeof cardOf>[],
    closing: null as Closing | null,
    begun: null as Begun | null,
    /** Id of the booking that was moved out of the way last. */
    moved: '',
  },

  async create() {
    await wx.navigateTo({ url: roomPages.newRoom })
  },

  async onAction(event: WechatMiniprogram.CustomEvent<{ action: RoomAction }>) {
    const { id } = event.currentTarget.dataset as { id: string }
    switch (event.detail.action) {
      case 'close':
        return this.more(this.data.items.find(item => item.id === id)!)
      case 'update':
        return wx.navigateTo({ url: roomPages.room(id) })
      default:
        return wx.navigateTo({ url: roomPages.day(id, dateOf(Date.now())) })
    }
  },

  /** Ends one closure; the others stay. */
  async onOpen(event: WechatMiniprogram.TouchEvent) {
    const { id: roomId, closure: closureId } = event.currentTarget.dataset as { id: string; closure: string }
    const card = this.data.cards.find(({ id }) => id === roomId)
    const words = card?.closures.find(({ id }) => id === closureId)?.text
    await sendOnce(this, {
      op: 'open',
      input: { roomId, version: this.data.items.find(({ id }) => id === roomId)?.version, closureId },
      send: rooms.open,
      confirm: {
        title: '开放会议室',
        content: `${words}。结束这次停用后，这段时间大家马上又能预订。`,
        confirmText: '开放',
      },
      done: item => this.update(item),
      changed: item => this.update(item),
    })
  },

  /** The step that takes bookings away stands behind a menu. */
  async more(item: RoomView) {
    const asked = await wx.showActionSheet({ itemList: ['停用'], itemColor: DANGER }).catch(() => undefined)
    if (asked?.tapIndex === 0) this.close(item)
  },

  onMove(event: WechatMiniprogram.CustomEvent<{ reservation: ReservationView; reason: string }>) {
    this.setData({ begun: { ...event.detail, elsewhere: true } })
  },

  endMove() {
    this.setData({ begun: null })
  },

  onMoved(event: WechatMiniprogram.CustomEvent<ReservationView>) {
    this.setData({ begun: null, moved: event.detail.id })
  },

  close(item: RoomView) {
    this.setData({ closing: firstClosing(item, Date.now()) })
  },

  endClosing() {
    this.setData({ closing: null })
  },

  onDone(event: WechatMiniprogram.CustomEvent<RoomView>) {
    this.endClosing()
    this.update(event.detail)
  },

  update(item: RoomView) {
    this.show(replaceItem(this.data.items, item))
  },
})
