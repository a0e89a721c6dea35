import { _, $, joinPipeline } from '../../kernel/data/cloud'
import type { Fields } from '../../kernel/data/table'
import { members } from '../../kernel/identity/actor'
import { toUpdate } from '../../kernel/revise'
import type { Past, Room, Span } from '../model'
import { bookingsWhere, rooms, touches } from '../store'
import type { Claims, Held } from './quota'

/** All that a reservation is decided on, as one call reads it. */
export interface Attempt {
  /** With the bookings that overlap the span. */
  room: Room
  /** The booking of the same press, when it is over already. */
  past: Past | undefined
  claims: Claims
  held: Held[]
}

/** @param id of the booking to be made */
export async function loadAttempt(
  { roomId, id, memberId, span }: { roomId: string; id: string; memberId: string; span: Span },
  now: Date,
): Promise<Attempt | null> {
  const [found] = await rooms.aggregate<
    Room & { past: Past[]; claimer: { bookingClaims?: Claims }[]; held: Held[] }
  >(1, pipeline =>
    pipeline
      .match({ _id: roomId })
      .addFields({ bookings: bookingsWhere($.or([$.eq(['$$b.id', id]), touches(span, '$$b')])), outbox: [] })
      .lookup({ from: 'room_history', pipeline: joinPipeline(past => past.match({ _id: id })), as: 'past' })
      .lookup({
        from: 'members',
        pipeline: joinPipeline(row => row.match({ _id: memberId }).project({ bookingClaims: 1 })),
        as: 'claimer',
      })
      .lookup({
        from: 'rooms',
        pipeline: joinPipeline(row =>
          row.match({ 'bookings.holder.id': memberId }).project({ ids: liveIdsOf(memberId, now) }),
        ),
        as: 'held',
      }),
  )
  if (!found) return null
  const { past, claimer, held, ...room } = found
  return { room, past: past[0], held, claims: claimer[0]?.bookingClaims ?? { rev: 0, made: {} } }
}

/** Expression: ids of the bookings of a room that the member holds and has not used up. */
const liveIdsOf = (memberId: string, now: Date) =>
  $.map({
    input: bookingsWhere(
      $.and([
        $.eq(['$$b.holder.id', memberId]),
        $.or([
          $.and([$.eq(['$$b.status', 'pending']), $.gt(['$$b.from', now])]),
          $.and([$.in(['$$b.status', ['reserved', 'moving']]), $.gt(['$$b.until', now])]),
        ]),
      ]),
    ),
    as: 'b',
    in: '$$b.id',
  })

/**
 * Claims a booking in the member's own row, beside the claims that are open; false if they have claimed another one
 * since the claims were read. The same press at once passes.
 */
export function claimBooking(
  memberId: string,
  { claims: { rev, made }, open }: { claims: Claims; open: string[] },
  { id, roomId }: { id: string; roomId: string },
  now: Date,
): Promise<boolean> {
  const field = `bookingClaims.made.${id}`
  const unchanged = { 'bookingClaims.rev': rev || _.exists(false) }
  const settled = Object.keys(made).filter(other => !open.includes(other))
  const dropped = settled.map(other => [`bookingClaims.made.${other}`, undefined])
  return members.update(
    [{ _id: memberId }, _.or([{ [field]: _.exists(true) }, unchanged]) as unknown as Fields],
    {
      ...toUpdate({ ...Object.fromEntries(dropped), [field]: { roomId, at: now } }),
      'bookingClaims.rev': _.inc(1),
    },
  )
}
