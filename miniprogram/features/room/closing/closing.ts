import type { Refusal } from '../../../contract/kernel/errors'
import { type RoomView, room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import { Press } from '../../../services/press'
import type { Picked } from '../../../ui/period/view'
import { explain, type Phase } from '../../../ui/phase'
import { type Closing, closeInput, closingProblem, firstClosing, type Hit } from './view'

const rooms = client(room)
const press = new Press()

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
      const { phase, shown, closing, hit } = this.data
      if (phase !== 'ready' || !shown || !closing) return
      const problem = closingProblem(closing)
      if (problem) return this.setData({ problem })
      this.setData({ phase: 'sending', problem: '' })
      try {
        const input = closeInput(shown.id, closing, hit !== null)
        const closed = await rooms.close(input, { key: press.keyFor('close', input) })
        press.done()
        this.setData({ phase: 'ready' })
        this.triggerEvent('done', closed)
      } catch (error) {
        this.fail(error)
      }
    },
    fail(error: unknown) {
      const { code, message } = explain(error)
      const hit = code === 'ROOM_HAS_BOOKINGS' ? ((error as Refusal).info.details as Hit) : null
      this.setData({ phase: 'ready', hit, problem: hit ? '' : message })
    },
    close() {
      if (this.data.phase !== 'sending') this.triggerEvent('close')
    },
    /** The overlay hides the sheet by itself, which the page has to know. */
    follow(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close')
    },
  },
})
