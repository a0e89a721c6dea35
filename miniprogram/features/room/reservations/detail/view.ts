import { clockOf, iso, MINUTE } from '../../../../contract/kernel/time'
import {
  BOOKING_EVENT,
  type BookingView,
  type HistoryEntry,
  type ReservationAction,
  type ReservationView,
} from '../../../../contract/room'
import { minutesBetween, momentWords, periodWords } from '../../../../ui/date-words'
import { reservationCard } from '../../../../ui/reservation-card/view'
import { moveOffers, spansDays } from '../reservation-actions/view'

const WHO = { holder: '预订人', administrator: '管理员', time: '系统' }
/** Starts that the page proposes at once. */
const PROPOSED = 6

/** A booking as its page shows it. */
export function detailOf({ reservation, day, history }: BookingView, now: number) {
  const { actions } = reservation
  const canChange = actions.includes('move')
  return {
    reservation,
    card: reservationCard(reservation, now),
    canChange,
    canCancel: actions.includes('cancel'),
    canAdd: reservation.mine && reservation.status === 'reserved' && Date.parse(reservation.to) > now,
    steps: actions.filter(isStep),
    starts: day && canChange && !spansDays(reservation) ? startsOf(reservation, day, now) : [],
    others: (day?.bookings ?? [])
      .filter(({ id }) => id !== reservation.id)
      .map(({ id, title, from, to, holder }) => ({
        id,
        text: `${clockOf(Date.parse(from))}–${clockOf(Date.parse(to))} ${title} · ${holder.name}`,
      })),
    history: [...history].reverse().map((entry, i) => ({ id: i, ...entryWords(entry, now) })),
  }
}
export type Detail = ReturnType<typeof detailOf>

/** False for the steps that have a place of their own on the page. */
const isStep = (action: ReservationAction): boolean => action !== 'move' && action !== 'cancel'

/** The nearest other starts on the day, in the order of the day. */
function startsOf(own: ReservationView, day: NonNullable<BookingView['day']>, now: number) {
  const distance = ({ from }: { from: string }) => Math.abs(minutesBetween(own.from, from))
  return moveOffers(day, own, now)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, PROPOSED)
    .map(({ from }) => ({ id: from, text: clockOf(Date.parse(from)) }))
    .sort((a, b) => Date.parse(a.id) - Date.parse(b.id))
}

function entryWords({ at, event, by, from, to, roomName, title, people, reason }: HistoryEntry, now: number) {
  const parts = [
    from && to && periodWords(from, to, now),
    roomName && `换到${roomName}`,
    title && `「${title}」`,
    people && `${people} 人`,
    reason && `原因：${reason}`,
  ]
  return {
    when: momentWords(at, now),
    what: `${WHO[by]}${BOOKING_EVENT[event]}`,
    more: parts.filter(Boolean).join('，'),
  }
}

/** The event for the phone's calendar; seconds since the epoch. */
export const calendarEvent = ({ title, from, to, location, roomName }: ReservationView) => ({
  title,
  startTime: Date.parse(from) / 1000,
  endTime: String(Date.parse(to) / 1000),
  location: `${location} ${roomName}`,
  alarm: true,
  alarmOffset: (15 * MINUTE) / 1000,
})

/** The day on which a booking begins. */
export const dayOf = ({ from }: ReservationView): string => iso(Date.parse(from)).slice(0, 10)
