import type { Refusal } from '../../../contract/kernel/errors'
import { type RoomView, room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import type { Picked } from '../../../ui/period-picker/view'
import { explain, type Phase } from '../../../ui/phase'
import { sending } from '../../../ui/sheet'
import { type Closing, closeInput, closingProblem, firstClosing, type Hit } from './view'

const rooms = client(room)

/** The sheet that closes a room. Triggers `close`, and `done` with the room once it is closed. */
Component({
  properties: {
    /** The RoomView to close; the sheet is open while there is one. */
    room: { type: Object, value: null as unknown as RoomView },
  },
  data: {
    phase: 'ready' as Phase,
    shown: null as RoomView | null,
    closing: null as Closing | null,
    problem: '',
    /** Bookings that would be cancelled: shown before anything is. */
    hit: null as Hit | null,
  },
  observers: {
    room(shown: RoomView | null) {
      if (shown)
        this.setData({ phase: 'ready', shown, closing: firstClosing(Date.now()), problem: '', hit: null })
    },
  },
  methods: {
    ...sending(rooms.close),
    /** Another period hits other bookings: what was shown no longer counts. */
    change(part: Partial<Closing>) {
      this.setData({ closing: { ...(this.data.closing as Closing), ...part }, problem: '', hit: null })
    },
    pickPeriod(event: WechatMiniprogram.CustomEvent<Picked>) {
      this.change({ picked: event.detail })
    },
    switchForever(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
      this.change({ forever: event.detail.value })
    },
    typeReason(event: WechatMiniprogram.Input) {
      this.change({ reason: event.detail.value })
    },
    async confirm() {
      const { shown, closing, hit } = this.data
      if (!shown || !closing) return
      const problem = closingProblem(closing)
      if (problem) this.setData({ problem })
      else await this.send(closeInput(shown.id, closing, hit !== null))
    },
    fail(error: unknown) {
      const { code, message } = explain(error)
      const hit = code === 'ROOM_HAS_BOOKINGS' ? ((error as Refusal).info.details as Hit) : null
      this.setData({ phase: 'ready', hit, problem: hit ? '' : message })
    },
  },
})
