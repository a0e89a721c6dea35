import {
  TICKET_ACTION,
  TICKET_STATE,
  type TicketAction,
  type TicketRow,
  type TicketState,
} from '../../../contract/repair'
import { lengthWords, momentWords } from '../../../ui/date-words'
import type { CardButton, RecordCard } from '../../../ui/record-card/card'

/** An action on a ticket that has been chosen and not been sent yet. */
export interface PendingAction {
  action: TicketAction
  ticket: TicketRow
}

const THEMES: Record<TicketState, NonNullable<RecordCard['tag']>['theme']> = {
  submitted: 'warning',
  accepted: 'warning',
  dispatched: 'primary',
  started: 'primary',
  finished: 'success',
  rated: 'success',
  closed: 'default',
  refused: 'danger',
  cancelled: 'default',
}
const OPEN: readonly TicketState[] = ['submitted', 'accepted', 'dispatched', 'started']
/** Actions offered in a list; the others are on the ticket's page. The way on stands last, by the thumb. */
const QUICK: readonly TicketAction[] = ['refuse', 'accept', 'dispatch', 'abandon', 'start', 'finish']
const DANGEROUS: readonly TicketAction[] = ['refuse', 'abandon']

export const isOpen = (state: TicketState): boolean => OPEN.includes(state)

/** A ticket's card for the dispatcher and the workers, at the moment `now`. */
export function workCard(ticket: TicketRow, now: number): RecordCard {
  const { summary, state, overdue, place, category, hotline, number, worker, actions } = ticket
  const late = overdue > 0 && isOpen(state)
  return {
    title: summary,
    tag: { text: TICKET_STATE[state], theme: THEMES[state], name: `state-${state}` },
    late,
    lines: [
      ...(late
        ? [{ icon: 'time-filled', text: `超时 · 已催办 ${overdue} 次`, tone: 'urgent' as const }]
        : []),
      { text: wordsOf(place, category, hotline && '电话报修') },
      { text: whenWords(ticket, now), tone: 'small' },
      { text: wordsOf(number, worker), tone: 'small' },
    ],
    notes: [],
    buttons: QUICK.filter(action => actions.includes(action)).map(action => buttonOf(action, ticket)),
  }
}

const buttonOf = (action: TicketAction, { id, state }: TicketRow): CardButton => ({
  action,
  text: action === 'dispatch' && state !== 'accepted' ? '改派' : TICKET_ACTION[action],
  theme: DANGEROUS.includes(action) ? 'danger' : 'primary',
  name: `${action}-${id}`,
})

/** Since when an open ticket waits, or when a closed one last changed. */
function whenWords({ state, at, changedAt }: TicketRow, now: number): string {
  if (!isOpen(state)) return `${momentWords(changedAt, now)} 更新`
  return `${momentWords(at, now)} 报修 · 等了 ${lengthWords(rounded((now - Date.parse(at)) / 60_000))}`
}

/** Days and hours matter after a long wait, minutes within the first hour. */
function rounded(minutes: number): number {
  const unit = minutes >= 1440 ? 1440 : minutes >= 60 ? 60 : 1
  return Math.max(1, Math.floor(minutes / unit)) * unit
}

/** Facts in one line, without those that are missing. */
export const wordsOf = (...facts: (string | number | false | undefined)[]): string =>
  facts.filter(Boolean).join(' · ')
