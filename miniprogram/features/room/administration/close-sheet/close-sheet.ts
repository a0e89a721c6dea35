import type { Refusal } from '../../../../contract/kernel/errors'
import { room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import type { Picked } from '../../../../ui/period-picker/view'
import { explain } from '../../../../ui/phase'
import { editing } from '../../../../ui/sheet'
import { type Closing, closeInput, faultsOf, type Hit } from './view'

const rooms = client(room)
const sheet = editing({
  send: rooms.close,
  inputOf: (closing: Closing) => closeInput(closing, false),
  faultsOf,
  /** Another period hits other bookings: those that were shown no longer count. */
  draw: () => ({ hit: null }),
})

/** The sheet that closes a room. Triggers `close`, and `done` with the RoomView once it is closed. */
Component({
  ...sheet,
  data: {
    ...sheet.data,
    /** Bookings that would be cancelled: shown before anything is. */
    hit: null as Hit | null,
  },
  methods: {
    ...sheet.methods,
    onPeriod(event: WechatMiniprogram.CustomEvent<Picked>) {
      this.change({ picked: event.detail })
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
