import type { PendingAction } from '../reservation-actions/view'
import type { Begun } from './view'

interface ChangingPage {
  setData(change: { begun?: Begun | null; pending?: PendingAction | null }): void
}

/**
 * A page on which bookings are moved out of the way: `Page({ ...pendingAction(), ...elsewhere, … })`. Moving opens the
 * change sheet with another room, any other action the sheet of actions.
 */
export const elsewhere = {
  data: { begun: null as Begun | null },

  onAction(this: ChangingPage, event: { detail: PendingAction }) {
    const { action, reservation } = event.detail
    this.setData(action === 'move' ? { begun: { reservation, elsewhere: true } } : { pending: event.detail })
  },

  endChange(this: ChangingPage) {
    this.setData({ begun: null })
  },
}
