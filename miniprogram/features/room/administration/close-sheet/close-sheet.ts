import type { Refusal } from '../../../../contract/kernel/errors'
import { type ReservationView, room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { intervalOf, type Picked } from '../../../../ui/period-picker/view'
import { explain } from '../../../../ui/phase'
import { editing } from '../../../../ui/sheet'
import { type Closing, closeInput, faultsOf, type Hit, REASONS, withoutBooking } from './view'

const rooms = client(room)
const sheet = editing({
  send: rooms.close,
  inputOf: (closing: Closing) => closeInput(closing, false),
  faultsOf,
  toast: '已停用',
})

/**
 * The sheet that closes a room. Triggers `close`, `done` with the RoomView once it is closed, and `move` with
 * `{ reservation, reason }` for a booking that is to go elsewhere before.
 */
Component({
  ...sheet,
  properties: {
    ...sheet.properties,
    /** Id of the booking that was moved away last. */
    moved: { type: String, value: '' },
  },
  data: {
    ...sheet.data,
    /** Bookings that would be cancelled: shown before anything is. */
    hit: null as Hit | null,
    reasons: REASONS,
  },
  observers: {
    initial(initial: Closing | null) {
      sheet.observers.initial.call(this as never, initial)
      if (initial) void this.look()
    },
    moved(id: string) {
      const { hit } = this.data
      if (hit && id) this.setData({ hit: withoutBooking(hit, id) })
    },
  },
  methods: {
    ...sheet.methods,
    /** Another period hits other bookings: those that were shown no longer count. */
    change(part: Partial<Closing>) {
      sheet.methods.change.call(this as never, part)
      if ('picked' in part || 'forever' in part) void this.look()
    },
    /** Shows at once which bookings are hit; what cannot be looked up now the server asks about later. */
    async look() {
      this.setData({ hit: null })
      const { form } = this.data
      if (!form || form.forever || faultsOf(form).picked) return
      const { roomId, picked } = form
      const page = await rooms.conflicts({ ...intervalOf(picked), roomId }).catch(() => undefined)
      if (!page?.items.length || page.next || this.data.form?.picked !== picked) return
      this.setData({ hit: { count: page.items.length, bookings: page.items } })
    },
    onPeriod(event: WechatMiniprogram.CustomEvent<Picked>) {
      this.change({ picked: event.detail })
    },
    onMove(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      const reservation = this.data.hit?.bookings.find(one => one.id === id) as ReservationView
      this.triggerEvent('move', { reservation, reason: this.data.form?.reason })
    },
    async save() {
      const closing = this.validate()
      if (closing) await this.send(closeInput(closing, this.data.hit !== null))
    },
    fail(error: unknown): unknown {
      if (explain(error).code !== 'ROOM_HAS_BOOKINGS') return this.showRefusal(error)
      return this.setData({ phase: 'ready', hit: (error as Refusal).info.details as Hit })
    },
  },
})
