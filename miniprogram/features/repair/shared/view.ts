import { clockOf } from '../../../../contract/kernel/time'
import {
  TICKET_ACTION,
  TICKET_STATE,
  type TicketAction,
  type TicketRow,
  type TicketState,
} from '../../../../contract/repair'
import { dayWords, lengthWords } from '../../../../ui/date-words'

/** A ticket as who mends reads it in a list. */
export interface WorkCard {
  state: string
  theme: 'warning' | 'primary' | 'success' | 'default' | 'danger'
  /** `超时 · 已催办 2 次`, or nothing. */
  overdue: string
  when: string
  worker: string
  buttons: { action: TicketAction; text: string; theme: 'primary' | 'danger' | 'default' }[]
}

const THEMES: Record<TicketState, WorkCard['theme']> = {
  ...{ submitted: 'warning', accepted: 'warning', dispatched: 'primary', started: 'primary' },
  ...{ finished: 'success', rated: 'success', closed: 'default', refused: 'danger', cancelled: 'default' },
}
const OPEN: readonly TicketState[] = ['submitted', 'accepted', 'dispatched', 'started']
/** What can be done from a list; everything else is on the ticket's page. The way on stands last, by the thumb. */
const QUICK: readonly TicketAction[] = ['refuse', 'accept', 'dispatch', 'abandon', 'start', 'finish']
const DANGEROUS: readonly TicketAction[] = ['refuse', 'abandon']

export function workCard(
  { state, overdue, at, changedAt, worker, actions }: TicketRow,
  now: number,
): WorkCard {
  const open = OPEN.includes(state)
  const shown = Date.parse(open ? at : changedAt)
  const waits = open ? ` · 等了 ${lengthWords(rounded((now - shown) / 60_000))}` : ''
  return {
    ...{ state: TICKET_STATE[state], theme: THEMES[state], worker: worker ?? '' },
    overdue: overdue && open ? `超时 · 已催办 ${overdue} 次` : '',
    when: `${dayWords(shown, now)} ${clockOf(shown)} ${open ? '报修' : '更新'}${waits}`,
    buttons: QUICK.filter(action => actions.includes(action)).map(action => ({
      action,
      text: textOf(action, state),
      theme: themeOf(action),
    })),
  }
}

const textOf = (action: TicketAction, state: TicketState): string =>
  action === 'dispatch' && state !== 'accepted' ? '改派' : TICKET_ACTION[action]

const themeOf = (action: TicketAction) => (DANGEROUS.includes(action) ? 'danger' : 'primary')

/** Days and hours matter to who waits long, minutes to who waits an hour. */
function rounded(minutes: number): number {
  const unit = minutes >= 1440 ? 1440 : minutes >= 60 ? 60 : 1
  return Math.max(1, Math.floor(minutes / unit)) * unit
}
