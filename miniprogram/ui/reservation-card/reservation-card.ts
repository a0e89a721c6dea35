import type { ReservationView } from '../../contract/room'
import { type CardWords, cardWords } from './view'

/** A reservation with exactly the buttons its `actions` name; a tap on one triggers `act` with the action. */
Component({
  properties: {
    reservation: { type: Object, value: null as unknown as ReservationView },
    /** Only for a glance: no buttons. */
    compact: { type: Boolean, value: false },
  },
  data: { words: null as CardWords | null },
  observers: {
    reservation(reservation: ReservationView | null) {
      if (reservation) this.setData({ words: cardWords(reservation, Date.now()) })
    },
  },
  methods: {
    act(event: WechatMiniprogram.TouchEvent) {
      const { action } = event.currentTarget.dataset
      this.triggerEvent('act', { action, reservation: this.data.reservation })
    },
    async call() {
      const { phone } = (this.data.reservation as ReservationView).holder
      // The person who changes their mind in the phone's own dialogue makes it fail: nothing to report.
      if (phone) await wx.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)
    },
  },
})
