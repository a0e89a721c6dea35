import type { TicketAction, TicketState } from '#contract/repair'
import type { Ticket } from './model'

/** The actor of a step; `clock` is the timer. */
export type Part = 'reporter' | 'dispatcher' | 'worker' | 'keeper' | 'clock'
/** The receivers of messages: single people, or everyone who holds a duty. */
export type Told = 'reporter' | 'worker' | 'replaced' | 'dispatchers' | 'keepers' | 'addresses'

/** The values that a step adds to the ticket. */
export type Brought = Partial<Pick<Ticket, 'worker' | 'materials' | 'report' | 'rating'>> & { words?: string }

interface Transition {
  /** Empty where no ticket exists before. */
  from: readonly TicketState[]
  /** Absent where the state stays. */
  to?: TicketState
  by: Part
  needs?: readonly (keyof Brought)[]
  tells?: readonly Told[]
}

const OPEN = ['submitted', 'accepted', 'dispatched', 'started'] as const
const TAKEN = ['accepted', 'dispatched', 'started'] as const
const MENDED = ['finished', 'rated'] as const

/** Every transition of a ticket; all others are refused. */
export const TRANSITIONS: Record<TicketAction, Transition> = {
  create: { from: [], to: 'submitted', by: 'reporter', tells: ['dispatchers', 'addresses'] },
  // The message goes out only for tickets with materials, since keepers have nothing to prepare for the others.
  accept: { from: ['submitted'], to: 'accepted', by: 'dispatcher', tells: ['keepers'] },
  refuse: { from: ['submitted'], to: 'refused', by: 'dispatcher', needs: ['words'], tells: ['reporter'] },
  cancel: { from: ['submitted', 'accepted'], to: 'cancelled', by: 'reporter' },
  // A started ticket can be dispatched again, because a worker who is ill or has left cannot give it up.
  dispatch: {
    from: OPEN,
    to: 'dispatched',
    by: 'dispatcher',
    needs: ['worker'],
    tells: ['keepers', 'worker', 'replaced', 'reporter'],
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
  urge: { from: OPEN, by: 'reporter', tells: ['worker', 'dispatchers'] },
  note: { from: [...OPEN, ...MENDED], by: 'dispatcher', needs: ['words'] },
  issue: { from: TAKEN, by: 'keeper' },
  return: { from: [...TAKEN, ...MENDED, 'closed', 'cancelled'], by: 'keeper' },
  escalate: { from: OPEN, by: 'clock' },
  withdraw: { from: ['dispatched', 'started'], to: 'accepted', by: 'clock', tells: ['dispatchers'] },
  close: { from: MENDED, to: 'closed', by: 'clock' },
}
export const ACTIONS = Object.keys(TRANSITIONS) as TicketAction[]
