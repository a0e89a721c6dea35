import type { ReservationView } from '#contract/room'
import type { Booking, Room } from '../../cloudfunctions/room/model'
import { heldSlots, overlaps } from '../../cloudfunctions/room/slots'
import { members } from '../../scripts/seed/members'
import { aRoom } from '../make/rooms'
import { at, slot } from '../make/time'
import { aWorld } from '../make/world'

const PEOPLE = members.filter(({ state }) => state === 'active').map(({ _id }) => _id)
const settings = { opensAt: '00:00', closesAt: '24:00', location: '试验楼' }
const rooms = [
  ...['one', 'approval', 'open-1', 'open-2'].map(_id => aRoom({ _id, name: _id, ...settings })),
  ...['waits', 'waits-too'].map(_id => aRoom({ _id, name: _id, ...settings, needsApproval: true })),
]
const world = aWorld({ seed: () => ({ members, rooms }) })

const documents = () => [...world.cloud.database.dump('rooms')] as unknown as Room[]
/** A reservation as whoever decides on it sees it now. */
const seenBooking = (reservationId: string) => {
  return { reservationId, version: bookingsNow().find(({ id }) => id === reservationId)?.rev ?? 0 }
}
interface Past extends Omit<Booking, 'id'> {
  _id: string
  room: { _id: string }
}
/** Every booking with its room, those in the history included. */
const bookingsNow = () => [
  ...documents().flatMap(({ _id: room, bookings }) =>
    bookings.map(({ id, rev, status }) => ({ id, room, rev, status })),
  ),
  ...([...world.cloud.database.dump('room_history')] as unknown as Past[]).map(
    ({ _id: id, room, rev, status }) => ({ id, room: room._id, rev, status }),
  ),
]
const roomNow = (id: string) => documents().find(({ _id }) => _id === id)!

/** Pairs of live bookings of one room that overlap: must be none. */
function doubleBookings(): string[] {
  const now = new Date(world.cloud.clock.now())
  return documents().flatMap(({ _id, bookings }) =>
    bookings.flatMap((a, i) =>
      bookings
        .slice(i + 1)
        .filter(b => heldSlots(a, now).some(mine => heldSlots(b, now).some(theirs => overlaps(mine, theirs))))
        .map(b => `${_id}: ${a.id} and ${b.id}`),
    ),
  )
}

test.each(['one', 'waits'])(
  'B1: of 200 reservations of one slot at once exactly one wins (room %s)',
  async roomId => {
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        world.raw(PEOPLE[i % PEOPLE.length], 'room', {
          op: 'reserve',
          input: { roomId, ...slot(1, 9, 10), title: `第${i}个` },
          key: `press-${i}`,
        }),
      ),
    )
    const won = outcomes.filter(({ reply }) => reply.ok)
    expect(won).toHaveLength(1)
    expect(won[0]!.databaseCalls).toBeLessThanOrEqual(4)
    for (const { reply, databaseCalls } of outcomes) {
      expect(databaseCalls).toBeLessThanOrEqual(5)
      if (!reply.ok)
        expect(reply.error).toMatchObject({
          code: 'ROOM_TAKEN',
          details: { alternatives: expect.any(Array) },
        })
    }
    expect(roomNow(roomId).bookings).toHaveLength(1)
  },
)

/** A small generator of its own, so that a failing history can be played again from its seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return sides => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

interface Report {
  id: string
  /** How many changes of the reservation were reported as done, making it included. */
  changes: number
}

/** One person's fifty presses, one after the other, while nineteen others press theirs. */
async function history(person: string, seed: number, reports: Map<string, Report>): Promise<void> {
  const roll = dice(seed)
  const pick = <T>(list: readonly T[]): T => list[roll(list.length)]!
  const when = () => {
    const from = 20 + roll(12) / 2
    return slot(1, from, from + (1 + roll(4)) / 2)
  }
  for (let press = 0; press < 50; press++) {
    const known = [...reports.keys()]
    const op = pick([
      'reserve',
      'reserve',
      'reserve',
      'move',
      'move',
      'cancel',
      'approve',
      'approve',
      'refuse',
      'close',
    ])
    if (op === 'close') {
      const input = {
        roomId: 'open-2',
        from: at(1, 20 + roll(12) / 2),
        to: at(2, 9),
        reason: '停用',
        cancelBookings: true,
      }
      await world.raw('a-room', 'room', { op: 'close', input })
      await world.raw('a-room', 'room', { op: 'open', input: { roomId: 'open-2' } })
      continue
    }
    const input =
      op === 'reserve'
        ? { roomId: pick(['open-1', 'open-2', 'waits-too']), ...when(), title: person }
        : {
            ...seenBooking(known.length ? pick(known) : 'none'),
            reason: '因故',
            ...(op === 'move' && when()),
          }
    const who = op === 'approve' || op === 'refuse' ? 'a-room' : person
    const { reply } = await world.raw(who, 'room', { op, input, key: `${person}-${press}` })
    if (!reply.ok) {
      expect([
        'ROOM_TAKEN',
        'ROOM_WRONG_STATE',
        'ROOM_CLOSED',
        'NOT_FOUND',
        'CONFLICT',
        'ROOM_QUOTA_HERE',
      ]).toContain(reply.error.code)
      continue
    }
    const { id } = reply.data as ReservationView
    const report = reports.get(id) ?? { id, changes: 0 }
    reports.set(id, { id, changes: report.changes + 1 })
  }
}

test('B1: after 1,000 presses of 20 people at once no two live bookings overlap, and nothing reported is lost', async () => {
  const reports = new Map<string, Report>()
  const seed = Date.now() % 1_000_000
  await Promise.all(PEOPLE.slice(0, 20).map((person, i) => history(person, seed + i * 7919, reports)))
  const found = new Map(bookingsNow().map(one => [one.id, one]))
  const wrong = [...reports.values()].filter(({ id, changes }) => {
    const one = found.get(id)
    // Closing a room changes bookings, too, on behalf of no press of theirs.
    return !one || (one.room === 'open-2' ? one.rev < changes : one.rev !== changes)
  })
  expect({ seed, wrong }).toEqual({ seed, wrong: [] })
  expect({ seed, double: doubleBookings() }).toEqual({ seed, double: [] })
  expect(reports.size).toBeGreaterThan(20)
}, 90_000)

test('O-26: of all who decide on one application at once exactly one is heard, and that is what happens', async () => {
  for (const [round, hour] of [10, 11, 12, 13, 14].entries()) {
    const made = await world
      .as('m-40')
      .room.reserve({ roomId: 'waits-too', ...slot(4, hour, hour + 1), title: '待批' })
    const input = { reservationId: made.id, version: made.version, reason: '不行' }
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, i) => {
        const op = i % 2 ? 'approve' : 'refuse'
        return world.raw('a-room', 'room', { op, input, key: `decide-${round}-${i}` })
      }),
    )
    const won = outcomes.flatMap(({ reply }) => (reply.ok ? [(reply.data as ReservationView).status] : []))
    const stored = bookingsNow().find(({ id }) => id === made.id)!
    expect({ won, rev: stored.rev }).toEqual({ won: [stored.status], rev: 2 })
  }
})

test('B1: a room that is closed while people reserve it keeps no booking inside the closure', async () => {
  const roomId = 'approval'
  const reserve = (i: number) =>
    world.raw(PEOPLE[i], 'room', {
      op: 'reserve',
      input: { roomId, ...slot(2, 8 + i / 2, 8.5 + i / 2), title: '抢' },
    })
  const close = () =>
    world.raw('a-room', 'room', {
      op: 'close',
      input: { roomId, from: at(2, 0), to: at(3, 0), reason: '停用', cancelBookings: true },
    })
  await Promise.all([...[0, 1, 2, 3, 4].map(reserve), close(), ...[5, 6, 7, 8, 9].map(reserve)])
  const now = new Date()
  const inside = roomNow(roomId).bookings.filter(booking => heldSlots(booking, now).length)
  expect(roomNow(roomId).closures).toHaveLength(1)
  expect(inside).toEqual([])
})
