import type { ReservationView } from '../../contract/room'
import { dial } from '../../services/phone'
import type { RecordCard } from '../record-card/card'
import { CALL, reservationCard } from './view'

/**
 * A reservation with exactly the buttons that its `actions` name, and one to call the holder. Triggers `action` with
 * `{ action, reservation }`.
 */
Component({
  properties: {
    reservation: { type: Object, value: null as unknown as ReservationView },
    /** Leaves the buttons out. */
    compact: { type: Boolean, value: false },
  },
  data: { card: null as RecordCard | null },
  observers: {
    reservation(reservation: ReservationView | null) {
      if (reservation) this.setData({ card: reservationCard(reservation, Date.now()) })
    },
  },
  methods: {
    async onAction(event: WechatMiniprogram.CustomEvent<{ action: string }>) {
      const { action } = event.detail
      const reservation = this.data.reservation as ReservationView
      if (action !== CALL) return this.triggerEvent('action', { action, reservation })
      await dial(reservation.holder.phone ?? '')
    },
  },
})
