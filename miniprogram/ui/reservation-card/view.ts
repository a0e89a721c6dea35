import {
  RESERVATION_ACTION,
  RESERVATION_STATUS,
  type ReservationAction,
  type ReservationView,
} from '../../contract/room'
import { periodWords } from '../date-words'
import type { CardButton, RecordCard } from '../record-card/card'

/** The button that calls the holder: no action of the server's. */
export const CALL = 'call'
/** The button that opens the booking's page. */
export const OPEN = 'open'

const THEMES = { reserved: 'primary', pending: 'warning', cancelled: 'default', refused: 'danger' } as const
const REASON = {
  reserved: '改期说明',
  pending: '说明',
  cancelled: '取消原因',
  refused: '未通过的原因',
} as const
/** The steps that a card offers; the others stand on the booking's page. */
const BUTTONS: Partial<Record<ReservationAction, { text: string; theme: 'primary' | 'default' }>> = {
  approve: { text: RESERVATION_ACTION.approve, theme: 'primary' },
  refuse: { text: RESERVATION_ACTION.refuse, theme: 'default' },
  extend: { text: RESERVATION_ACTION.extend, theme: 'primary' },
  finish: { text: RESERVATION_ACTION.finish, theme: 'default' },
  move: { text: '换时间或会议室', theme: 'default' },
}

/** True while the reservation counts: neither over, nor cancelled or refused. */
export const isUpcoming = ({ status, to }: ReservationView, now: number): boolean =>
  (status === 'reserved' || status === 'pending') && Date.parse(to) > now

/** A reservation's card at the moment `now`. Its buttons are among the actions that the server offers. */
export function reservationCard(reservation: ReservationView, now: number): RecordCard {
  const { id, title, status, from, to, location, roomName } = reservation
  const over = status === 'reserved' && Date.parse(to) <= now
  return {
    title,
    tag: {
      text: over ? '已结束' : RESERVATION_STATUS[status],
      theme: over ? 'default' : THEMES[status],
      name: `status-${status}`,
    },
    lines: [
      { icon: 'time', text: periodWords(from, to, now) },
      { icon: 'location', text: `${location} · ${roomName}` },
      { icon: 'user', text: holderWords(reservation), tone: 'muted' },
    ],
    notes: notesOf(reservation, now),
    buttons: [...callButtons(reservation, id), ...stepButtons(reservation), ...moreButtons(reservation)],
  }
}

/** People change their own bookings, and decide first on one that waits, on its page. */
const isOffered = ({ mine, actions }: ReservationView, action: ReservationAction): boolean =>
  action !== 'move' || !(mine || actions.includes('approve'))

const stepButtons = (reservation: ReservationView): CardButton[] =>
  reservation.actions.flatMap(action => {
    const button = BUTTONS[action]
    return button && isOffered(reservation, action) ? [{ action, ...button }] : []
  })

const moreButtons = ({ id, actions }: ReservationView): CardButton[] =>
  actions.includes('cancel') ? [{ action: OPEN, icon: 'ellipsis', label: '更多', name: `more-${id}` }] : []

const callButtons = ({ mine, holder }: ReservationView, id: string): CardButton[] =>
  holder.phone && !mine
    ? [{ action: CALL, icon: 'call', label: `打电话给${holder.name}`, name: `call-${id}` }]
    : []

function holderWords({ mine, holder, people }: ReservationView): string {
  const count = people ? ` · ${people} 人` : ''
  return `${mine ? '我' : `预订人 ${holder.name}${holder.gone ? '（账号已停用）' : ''}`}${count}`
}

function notesOf({ status, reason, previous }: ReservationView, now: number): string[] {
  const waiting = previous
    ? [`改期要等审批，通过之前原来的 ${periodWords(previous.from, previous.to, now)} 仍然保留`]
    : []
  return reason ? [`${REASON[status]}：${reason}`, ...waiting] : waiting
}
