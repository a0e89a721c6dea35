import { RESERVATION_ACTION, RESERVATION_STATUS, type ReservationView } from '../../contract/room'
import { periodWords } from '../date-words'
import type { CardButton, RecordCard } from '../record-card/card'

/** The button that calls the holder: no action of the server's. */
export const CALL = 'call'

const THEMES = { reserved: 'primary', pending: 'warning', cancelled: 'default', refused: 'danger' } as const
const REASON = {
  reserved: '改期说明',
  pending: '说明',
  cancelled: '取消原因',
  refused: '未通过的原因',
} as const
const BUTTONS = {
  approve: 'primary',
  refuse: 'danger',
  move: 'default',
  extend: 'primary',
  finish: 'default',
  cancel: 'danger',
} as const

/** True while the reservation counts: neither over, nor cancelled or refused. */
export const isUpcoming = ({ status, to }: ReservationView, now: number): boolean =>
  (status === 'reserved' || status === 'pending') && Date.parse(to) > now

/** A reservation's card at the moment `now`. The buttons are the actions that the server offers, no others. */
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
    buttons: [...callButtons(reservation, id), ...reservation.actions.map(buttonOf)],
  }
}

const buttonOf = (action: ReservationView['actions'][number]): CardButton => ({
  action,
  text: RESERVATION_ACTION[action],
  theme: BUTTONS[action],
})

const callButtons = ({ mine, holder }: ReservationView, id: string): CardButton[] =>
  holder.phone && !mine
    ? [{ action: CALL, icon: 'call', label: `打电话给${holder.name}`, name: `call-${id}` }]
    : []

function holderWords({ mine, holder, people }: ReservationView): string {
  const count = people ? ` · ${people} 人` : ''
  return `${mine ? '我的预订' : `预订人 ${holder.name}${holder.gone ? '（账号已停用）' : ''}`}${count}`
}

function notesOf({ status, reason, previous }: ReservationView, now: number): string[] {
  const waiting = previous
    ? [`改期要等审批，通过之前原来的 ${periodWords(previous.from, previous.to, now)} 仍然保留`]
    : []
  return reason ? [`${REASON[status]}：${reason}`, ...waiting] : waiting
}
