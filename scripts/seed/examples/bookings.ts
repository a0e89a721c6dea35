import { HOUR } from '#contract/kernel/time'
import type { Past, Room } from '../../../cloudfunctions/room/model'
import { type Plan, reserved, rooms } from '../rooms'

/** Bookings besides those of the university: of the days to come, the library's own, and a move that waits. */
const MORE: Plan[] = [
  ['r-102', 3, 14, 2, 's-chen', '学生会例会'],
  ['r-201', 4, 9, 2, 'm-11', '毕业设计中期检查'],
  ['r-b03', 2, 14, 2, 'm-09', '读者培训'],
  ['r-c02', 2, 9, 1.5, 't-lin', '课程组备课'],
]
const MOVED: Plan = ['r-301', 5, 9, 3, 't-su', '古典文学讲座']

const PAST: Plan[] = [
  ['r-101', -3, 10, 1, 't-lin', '答辩预演'],
  ['r-c01', -5, 14, 2, 't-lin', '教改项目研讨'],
  ['r-b01', -4, 19, 2, 's-chen', '数据库大作业讨论'],
  ['r-201', -6, 9, 2, 't-su', '作品赏析'],
  ['r-102', -2, 15, 1, 'a-college', '学院办公会'],
  ['r-c03', -1, 22, 8, 'd-logistics', '夜间值班'],
]

/** The rooms, those of the library under its own care, with all bookings. */
export const busyRooms = (now: Date): Room[] =>
  rooms(now).map(room => ({
    ...room,
    departmentId: room.location === '图书馆' ? 'library' : room.departmentId,
    bookings: [
      ...room.bookings,
      ...MORE.filter(([id]) => id === room._id).map(plan => reserved(plan, 'reserved', now)),
      ...(room._id === MOVED[0] ? [moving(now)] : []),
    ],
  }))

/** A booking that was approved, whose holder asks for a later start. */
function moving(now: Date) {
  const booking = reserved(MOVED, 'moving', now)
  const [from, to] = [booking.from, booking.to].map(at => new Date(+at + 5 * HOUR)) as [Date, Date]
  return { ...booking, rev: 2, moveTo: { from, to }, until: to }
}

/** Bookings that are over. */
export function history(now: Date): Past[] {
  const all = rooms(now)
  return PAST.map(plan => {
    const { bookings, closures, version, lastKey, ...room } = all.find(({ _id }) => _id === plan[0])!
    const { id, ...booking } = reserved(plan, 'reserved', now)
    return { _id: id, ...booking, room, holderId: booking.holder.id }
  })
}
