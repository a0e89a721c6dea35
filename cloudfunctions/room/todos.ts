import { roomPages } from '#contract/features/room'
import { slotWords } from '#contract/room'
import type { TodoAction } from '#contract/todo'
import { type EventItem, eventOf, holdersOf, type SubjectEvent } from '../kernel/events/event'
import { asOf, type Booking, isOver, type Room } from './model'

type Place = Pick<Room, 'name' | 'departmentId'>

/**
 * The states of bookings in a room.
 * @param version of the room once it holds them
 */
export const eventsFor = (
  bookings: readonly Booking[],
  room: Place,
  version: number,
  now: Date,
): SubjectEvent[] =>
  bookings.map(booking =>
    eventOf({ feature: 'room', subject: booking.id, version, at: now, items: itemsOf(booking, room, now) }),
  )

/** The items that stand for a booking: the decision, the wait for it, and the meeting. */
function itemsOf(booking: Booking, room: Place, now: Date): EventItem[] {
  const current = asOf(booking, now)
  const { status, from, to, title } = current
  if (isOver(current) || to <= now) return []
  const meeting: EventItem = {
    ...shared(current, room),
    box: 'agenda',
    kind: 'room.meeting',
    to: [current.holder.id],
    title,
    from,
    end: to,
    until: to,
  }
  if (status === 'reserved') return [meeting]
  const open = [decision(current, room), wait(current, room)]
  return status === 'moving' ? [...open, meeting] : open
}

const shared = ({ id }: Booking, { name }: Place) => ({
  text: name,
  page: roomPages.booking(id),
})

/** The moment at which an undecided booking lapses. */
const decidedBefore = ({ from, moveTo }: Booking): Date =>
  moveTo ? new Date(Math.min(+from, +moveTo.from)) : from

const decision = (booking: Booking, room: Place): EventItem => ({
  box: 'todo',
  kind: 'room.approve',
  to: holdersOf('room.admin', room.departmentId),
  title: booking.title,
  text: `${room.name}，${slotWords(booking.moveTo?.from ?? booking.from, booking.moveTo?.to ?? booking.to)}`,
  page: roomPages.approvals,
  dueAt: decidedBefore(booking),
  until: decidedBefore(booking),
  facts: factsOf(booking, room),
  actions: decisions(booking),
  about: [booking.holder.id],
})

function factsOf({ from, to, moveTo, people, holder }: Booking, { name }: Place): EventItem['facts'] {
  const slot = moveTo ?? { from, to }
  return [
    { label: '会议室', value: name },
    { label: '时间', value: slotWords(slot.from, slot.to) },
    ...(moveTo ? [{ label: '原时间', value: slotWords(from, to) }] : []),
    ...(people ? [{ label: '人数', value: String(people) }] : []),
    { label: '申请人', value: holder.name },
  ]
}

function decisions({ id: reservationId, rev: version }: Booking): TodoAction[] {
  const input = { reservationId, version }
  return [
    { title: '通过', feature: 'room', op: 'approve', input },
    { title: '拒绝', feature: 'room', op: 'refuse', input, asks: 'reason', negative: true },
  ]
}

const wait = (booking: Booking, room: Place): EventItem => ({
  box: 'waiting',
  kind: 'room.pending',
  to: [booking.holder.id],
  title: booking.title,
  text: booking.moveTo ? `${room.name}，改期待审批` : `${room.name}，待审批`,
  page: roomPages.booking(booking.id),
  dueAt: decidedBefore(booking),
  until: decidedBefore(booking),
  facts: [
    {
      label: '时间',
      value: slotWords(booking.moveTo?.from ?? booking.from, booking.moveTo?.to ?? booking.to),
    },
  ],
})
