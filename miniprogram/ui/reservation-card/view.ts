import { RESERVATION_ACTION, RESERVATION_STATUS, type ReservationView } from '../../contract/room'
import { periodWords } from '../date-words'

type Theme = 'default' | 'primary' | 'success' | 'warning' | 'danger'

export interface CardWords {
  when: string
  where: string
  who: string
  status: string
  theme: Theme
  /** What else there is to know: why it was refused or moved, which slot is still held. */
  notes: string[]
  buttons: { action: ReservationView['actions'][number]; text: string; theme: string }[]
}

const THEMES = { reserved: 'primary', pending: 'warning', cancelled: 'default', refused: 'danger' } as const
const REASON = {
  reserved: '改期说明',
  pending: '说明',
  cancelled: '取消原因',
  refused: '未通过的原因',
} as const
const BUTTONS = { approve: 'primary', refuse: 'danger', move: 'default', cancel: 'danger' } as const

/** What a reservation's card says at the moment `now`. The buttons are the actions the server offers, no others. */
export function cardWords(reservation: ReservationView, now: number): CardWords {
  const over = reservation.status === 'reserved' && Date.parse(reservation.to) <= now
  return {
    when: periodWords(reservation.from, reservation.to, now),
    where: `${reservation.location} · ${reservation.roomName}`,
    who: whoWords(reservation),
    status: over ? '已结束' : RESERVATION_STATUS[reservation.status],
    theme: over ? 'default' : THEMES[reservation.status],
    notes: notes(reservation, now),
    buttons: reservation.actions.map(action => ({
      action,
      text: RESERVATION_ACTION[action],
      theme: BUTTONS[action],
    })),
  }
}

function whoWords({ mine, holder, people }: ReservationView): string {
  const count = people ? ` · ${people} 人` : ''
  return `${mine ? '我的预订' : `预订人 ${holder.name}`}${count}`
}

function notes({ status, reason, previous }: ReservationView, now: number): string[] {
  const waiting = previous
    ? [`改期要等审批，通过之前原来的 ${periodWords(previous.from, previous.to, now)} 仍然保留`]
    : []
  return reason ? [`${REASON[status]}：${reason}`, ...waiting] : waiting
}
