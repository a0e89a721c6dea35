import {
  TICKET_ACTION,
  TICKET_STATE,
  type TicketAction,
  type TicketRow,
  type TicketState,
} from '../../../contract/repair'
import { lengthWords, momentWords, shortMomentWords } from '../../../ui/date-words'
import type { CardButton, RecordCard } from '../../../ui/record-card/card'

/** An action on a ticket that has been chosen and not been sent yet. */
export interface PendingAction {
  action: TicketAction
  ticket: TicketRow
  /** The stars to begin a rating with. */
  stars?: number
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
/** Actions with a button in a list, the way on last, by the thumb. */
const QUICK: readonly TicketAction[] = ['dispatch', 'start', 'finish']
/** Actions behind ⋯. */
const BEHIND: readonly TicketAction[] = ['accept', 'note', 'refuse', 'abandon', 'cancel']
/** The button that offers the actions behind it. */
export const MORE = 'more'

export const isOpen = (state: TicketState): boolean => OPEN.includes(state)

/** A ticket's card for the dispatcher and the workers, at the moment `now`. */
export function workCard(ticket: TicketRow, now: number): RecordCard {
  const { summary, state, overdue, place, category, hotline, number, worker } = ticket
  const late = overdue > 0 && isOpen(state)
  return {
    title: summary,
    tag: stateTag(ticket),
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
    buttons: cardButtons(ticket),
  }
}

function cardButtons(ticket: TicketRow): CardButton[] {
  const { id, actions } = ticket
  const more: CardButton = { action: MORE, icon: 'ellipsis', label: '更多操作', name: `more-${id}` }
  return [
    // A note alone is not worth a button on a card.
    ...(moreActions(ticket).some(({ action }) => action !== 'note') ? [more] : []),
    ...QUICK.filter(action => actions.includes(action)).map(action => ({
      ...buttonOf(action, ticket),
      name: `${action}-${id}`,
    })),
  ]
}

/** The actions of a ticket that have buttons of their own. */
export const mainActions = ({ actions }: TicketRow): TicketAction[] =>
  actions.filter(action => !BEHIND.includes(action))

/** The actions of a ticket behind ⋯, in words. */
export const moreActions = (ticket: TicketRow): { action: TicketAction; text: string }[] =>
  BEHIND.filter(action => ticket.actions.includes(action)).map(action => ({
    action,
    text: action === 'accept' ? '只受理，先不派工' : TICKET_ACTION[action],
  }))

/** A button of the ticket; sending somebody else than the one who has it already is not the way on. */
export function buttonOf(action: TicketAction, { state }: Pick<TicketRow, 'state'>) {
  const isSecond = action === 'dispatch' && state !== 'accepted' && state !== 'submitted'
  const isPrimary = QUICK.includes(action) && !isSecond
  return { action, text: actionWords(action, state), theme: isPrimary ? 'primary' : 'default' } as const
}

function actionWords(action: TicketAction, state: TicketState): string {
  if (action !== 'dispatch' || state === 'accepted') return TICKET_ACTION[action]
  return state === 'submitted' ? '受理并派工' : '改派'
}

/** The state of a ticket as its tag. */
export const stateTag = ({ id, state }: TicketRow): NonNullable<RecordCard['tag']> => ({
  text: TICKET_STATE[state],
  theme: THEMES[state],
  name: `state-${id}`,
})

/** The next step as it is promised to the reporter, in each state. */
const NEXT: Partial<Record<TicketState, string>> = {
  submitted: '受理',
  accepted: '安排师傅',
  dispatched: '上门',
  started: '修好',
}

/** `预计今天 16:00 前受理`; nothing where no time is promised. */
export const expectedWords = ({ state, expectedBy }: TicketRow, now: number): string =>
  expectedBy && NEXT[state] ? `预计${shortMomentWords(expectedBy, now)} 前${NEXT[state]}` : ''

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
