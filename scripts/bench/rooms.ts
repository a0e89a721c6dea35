import type { Page } from '#contract/kernel/rpc'
import { DAY, HOUR, iso, midnight } from '#contract/kernel/time'
import { type ReservationView, ROOM_DEFAULTS, type RoomView, type SearchReply } from '#contract/room'
import type { LocalCloud, Outcome } from '../local-cloud/cloud'
import { start } from '../local-cloud/start'
import { members } from '../seed/members'

const at = (days: number, hours: number) => iso(midnight(Date.now()) + days * DAY + hours * HOUR)
const slot = (days: number, hours: number, length = 1) => ({
  from: at(days, hours),
  to: at(days, hours + length),
})

interface Cost {
  databaseCalls: number
  databaseBytes: number
  replyBytes: number
}

const costOf = ({ databaseCalls, databaseBytes, reply }: Outcome): Cost => ({
  databaseCalls,
  databaseBytes,
  replyBytes: Buffer.byteLength(JSON.stringify(reply)),
})

/** Makes numbered rooms, each with `bookings` of one hour from tomorrow on, every second hour. */
function someRooms(count: number, bookings = 0) {
  const holder = { id: 'm-01', name: '某人' }
  const common = {
    status: 'reserved',
    rev: 1,
    moveTo: null,
    title: '例会',
    people: null,
    reason: '',
    lastKey: '',
    holder,
  }
  return Array.from({ length: count }, (_, i) => ({
    ...ROOM_DEFAULTS,
    _id: `r${i}`,
    name: `会议室${i}`,
    location: `${i % 12}号楼`,
    seats: 5 + (i % 40),
    departmentId: 'office',
    version: 1,
    rulesRev: 1,
    lastKey: '',
    closures: [],
    opensAt: '00:00',
    closesAt: '24:00',
    daysAhead: 60,
    bookings: Array.from({ length: bookings }, (_, n) => {
      const from = new Date(midnight(Date.now()) + DAY + (i % 2) * HOUR + n * 2 * HOUR)
      const to = new Date(+from + HOUR)
      return { ...common, id: `b${i}-${n}`, from, to, until: to }
    }),
  }))
}

async function withCloud<T>(
  rooms: { _id: string }[] | undefined,
  work: (cloud: LocalCloud) => Promise<T>,
): Promise<T> {
  const cloud = await start(rooms && { seed: () => ({ members, rooms }) })
  try {
    return await work(cloud)
  } finally {
    await cloud.close()
  }
}

const call = (cloud: LocalCloud, openid: string, op: string, input: object) =>
  cloud.call(openid, 'room', { op, input })
const data = <T>({ reply }: Outcome): T => {
  if (!reply.ok) throw new Error(`${reply.error.code} ${reply.error.field ?? ''}`)
  return reply.data as T
}

/** Measures each operation on the seeded organisation, the caller's identity included. */
export const benchOperations = (): Promise<Record<string, Cost>> =>
  withCloud(undefined, async cloud => {
    const costs: Record<string, Cost> = {}
    const run = async <T>(name: string, openid: string, input: object): Promise<T> => {
      const outcome = await call(cloud, openid, name.split(' ')[0]!, input)
      costs[name] = costOf(outcome)
      return outcome.reply.ok ? data<T>(outcome) : (undefined as T)
    }
    const [lin, su, boss] = ['o-t-lin', 'o-t-su', 'o-a-room'] as const
    const created = await run<RoomView>('create', boss, {
      name: '新',
      location: '新楼',
      seats: 9,
      departmentId: 'office',
    })
    const roomId = created.id
    await run('list', lin, {})
    await run('search', lin, { ...slot(1, 8, 4), lengthMinutes: 60 })
    await run('day', lin, { roomId: 'r-101', date: at(1, 0).slice(0, 10) })
    const made = await run<ReservationView>('reserve (winner)', lin, { roomId, ...slot(1, 9), title: '会' })
    await run('reserve (loser)', su, { roomId, ...slot(1, 9), title: '会' })
    await run('move', lin, { reservationId: made.id, ...slot(1, 10) })
    await run('mine', lin, {})
    await run('cancel', lin, { reservationId: made.id })
    await run<Page<ReservationView>>('pending', boss, {})
    await run('approve', boss, { reservationId: 'seed-r-301-3-14', version: 1 })
    await run('refuse', boss, { reservationId: 'seed-r-b04-2-10', version: 1, reason: '停用' })
    await run('conflicts', boss, slot(0, 0, 72))
    await run('update', boss, { roomId, seats: 10 })
    await run('close', boss, { roomId, from: at(2, 0), reason: '停用' })
    await run('open', boss, { roomId })
    return costs
  })

/** Milliseconds of a warm call that reads nothing, which is the overhead of the local cloud. */
export const benchWarmCall = (calls = 300): Promise<number> =>
  withCloud(undefined, async cloud => {
    const me = () => cloud.call(undefined, 'account', { op: 'me', input: {} })
    await me()
    const started = performance.now()
    for (let i = 0; i < calls; i++) await me()
    return (performance.now() - started) / calls
  })

export interface Throughput {
  rooms: number
  clients: number
  reservations: number
  perSecond: number
}

/** Measures reservations of free half hours by 50 clients at once. */
export const benchReservations = (rooms: number, total = 600): Promise<Throughput> =>
  withCloud(someRooms(rooms), async cloud => {
    const clients = 50
    let next = 0
    const client = async () => {
      for (let i = next++; i < total; i = next++) {
        const input = { roomId: `r${i % rooms}`, ...slot(1, Math.floor(i / rooms) / 2, 0.5), title: '会' }
        data(await call(cloud, `o-m-${String((i % 50) + 1).padStart(2, '0')}`, 'reserve', input))
      }
    }
    await Promise.all([...Array(4)].map(() => call(cloud, 'o-t-lin', 'list', {})))
    const started = performance.now()
    await Promise.all(Array.from({ length: clients }, client))
    const perSecond = Math.round(total / ((performance.now() - started) / 1000))
    return { rooms, clients, reservations: total, perSecond }
  })

export interface SearchCost extends Cost {
  rooms: number
  foundOnPage: number
  pages: number
  /** Milliseconds of the first page, and its ratio to that of the smallest number of rooms. */
  milliseconds: number
  ratio: number
}

/** Measures searches for an hour within 31 days, with all rooms half booked. */
export async function benchSearch(): Promise<SearchCost[]> {
  const costs: SearchCost[] = []
  for (const count of [12, 120, 1200]) {
    const cost = await withCloud(someRooms(count, 360), cloud => searchThrough(cloud, count))
    costs.push({ ...cost, ratio: Number((cost.milliseconds / (costs[0] ?? cost).milliseconds).toFixed(2)) })
  }
  return costs
}

async function searchThrough(cloud: LocalCloud, rooms: number): Promise<Omit<SearchCost, 'ratio'>> {
  const input = { from: at(1, 0), to: at(32, 0), lengthMinutes: 60 }
  await call(cloud, 'o-t-lin', 'search', input)
  const started = performance.now()
  const first = await call(cloud, 'o-t-lin', 'search', input)
  const milliseconds = Math.round(performance.now() - started)
  let pages = 1
  let reply = data<SearchReply>(first)
  const foundOnPage = reply.groups.flatMap(group => group.rooms).length
  while (reply.next) {
    pages++
    reply = data<SearchReply>(
      await call(cloud, 'o-t-lin', 'search', { ...input, page: { after: reply.next } }),
    )
  }
  return { rooms, foundOnPage, pages, milliseconds, ...costOf(first) }
}
