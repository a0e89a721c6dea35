import type { TicketAction, TicketState } from '#contract/repair'
import type { Ticket } from './model'

/** Whose button it is; `clock` is nobody's. */
export type Part = 'reporter' | 'dispatcher' | 'worker' | 'keeper' | 'clock'
/** Who is told: single people, or everybody who holds a duty. */
export type Told = 'reporter' | 'worker' | 'replaced' | 'dispatchers' | 'keepers' | 'addresses'

/** What a step brings along. */
export type Brought = Partial<Pick<Ticket, 'worker' | 'materials' | 'report' | 'rating'>> & { words?: string }

interface Transition {
  /** Empty where there was no ticket before. */
  from: readonly TicketState[]
  /** Without it the ticket stays in its state. */
  to?: TicketState
  by: Part
  needs?: readonly (keyof Brought)[]
  tells?: readonly Told[]
}

const OPEN = ['submitted', 'accepted', 'dispatched', 'started'] as const
const TAKEN = ['accepted', 'dispatched', 'started'] as const
const MENDED = ['finished', 'rated'] as const

/** The whole life of a ticket. Anything not listed here cannot happen. */
export const TRANSITIONS: Record<TicketAction, Transition> = {
  create: { from: [], to: 'submitted', by: 'reporter', tells: ['dispatchers', 'addresses'] },
  // The storekeepers are told only where there is something to prepare.
  accept: { from: ['submitted'], to: 'accepted', by: 'dispatcher', tells: ['keepers'] },
  refuse: { from: ['submitted'], to: 'refused', by: 'dispatcher', needs: ['words'], tells: ['reporter'] },
  cancel: { from: ['submitted', 'accepted'], to: 'cancelled', by: 'reporter' },
  // Also when somebody has begun: who is ill, or gone, cannot give it up.
  dispatch: {
    from: TAKEN,
    to: 'dispatched',
    by: 'dispatcher',
    needs: ['worker'],
    tells: ['worker', 'replaced', 'reporter'],
  },
  start: { from: ['dispatched'], to: 'started', by: 'worker' },
  abandon: {
    from: ['dispatched', 'started'],
    to: 'accepted',
    by: 'worker',
    needs: ['words'],
    tells: ['dispatchers'],
  },
  finish: {
    from: ['started'],
    to: 'finished',
    by: 'worker',
    needs: ['report'],
    tells: ['reporter', 'dispatchers'],
  },
  rate: { from: ['finished'], to: 'rated', by: 'reporter', needs: ['rating'] },
  reopen: { from: MENDED, to: 'accepted', by: 'reporter', needs: ['words'], tells: ['dispatchers'] },
  note: { from: [...OPEN, ...MENDED], by: 'dispatcher', needs: ['words'] },
  issue: { from: TAKEN, by: 'keeper' },
  return: { from: [...TAKEN, ...MENDED, 'closed', 'cancelled'], by: 'keeper' },
  escalate: { from: OPEN, by: 'clock' },
  close: { from: MENDED, to: 'closed', by: 'clock' },
}
export const ACTIONS = Object.keys(TRANSITIONS) as TicketAction[]
