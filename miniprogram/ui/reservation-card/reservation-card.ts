import { roomPages } from '../../contract/features/room'
import type { ReservationView } from '../../contract/room'
import { dial } from '../../services/phone'
import type { RecordCard } from '../record-card/card'
import { CALL, OPEN, reservationCard } from './view'

/**
 * A reservation with the buttons for what its `actions` allow at once, and one to call the holder; its slot stands above
 * them. A tap opens the booking's page. Triggers `action` with `{ action, reservation }`.
 */
Component({
  properties: {
    reservation: { type: Object, value: null as unknown as ReservationView },
    /** Leaves the buttons out. */
    compact: { type: Boolean, value: false },
    /** A tap does not open the booking's page. */
    still: { type: Boolean, value: false },
  },
  data: { card: null as RecordCard | null },
  observers: {
    reservation(reservation: ReservationView | null) {
      if (reservation) this.setData({ card: reservationCard(reservation, Date.now()) })
    },
  },
  methods: {
    async open() {
      await wx.navigateTo({ url: roomPages.booking((this.data.reservation as ReservationView).id) })
    },
    async onAction(event: WechatMiniprogram.CustomEvent<{ action: string }>) {
      const { action } = event.detail
      const reservation = this.data.reservation as ReservationView
      if (action === OPEN) return this.open()
      if (action !== CALL) return this.triggerEvent('action', { action, reservation })
      await dial(reservation.holder.phone ?? '')
    },
  },
})
