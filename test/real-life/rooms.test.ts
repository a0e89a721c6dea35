import { dateOf, HOUR, MINUTE, weekday } from '#contract/kernel/time'
import { tick } from '../make/messages'
import { change } from '../make/rows'
import { at, dayFrom, slot } from '../make/time'
import { aWorld, codeOf, refusalOf } from '../make/world'

const world = aWorld()
const boss = () => world.as('a-room').room
const lin = () => world.as('t-lin').room

/** A room of a test's own. */
async function aRoom(settings: object = {}): Promise<string> {
  const room = { name: '试用会议室', location: '试验楼', seats: 10, departmentId: 'office' }
  return (await boss().create({ ...room, ...settings })).id
}

const viewOf = async (roomId: string, day = 1) => lin().day({ roomId, date: dateOf(dayFrom(day)) })

const reasonsOf = async (roomId: string, day = 1) =>
  (await viewOf(roomId, day)).room.closures.map(({ reason }) => reason)

describe('R4: closures', () => {
  const close = (roomId: string, from: string, to: string | undefined, reason: string) =>
    boss().close({ roomId, from, to, reason })

  test('R4: a room shows all its closures, and ending one leaves the others', async () => {
    const roomId = await aRoom()
    await close(roomId, at(20, 0), at(23, 0), '装修')
    const { closures } = await close(roomId, at(2, 8), at(2, 12), '消毒')
    expect(closures).toMatchObject([
      { from: at(2, 8), to: at(2, 12), reason: '消毒' },
      { from: at(20, 0), to: at(23, 0), reason: '装修' },
    ])
    expect(await reasonsOf(roomId, 20)).toEqual(['消毒', '装修'])
    await boss().open({ roomId, closureId: closures[0]!.id })
    expect(await reasonsOf(roomId)).toEqual(['装修'])
    expect(await codeOf(lin().reserve({ roomId, ...slot(20, 9, 10), title: '会' }))).toBe('ROOM_CLOSED:from')
    await lin().reserve({ roomId, ...slot(2, 9, 10), title: '会' })
  })

  test('R4: ending without a name ends the closure in force, or else the next, never two', async () => {
    const roomId = await aRoom()
    await close(roomId, at(3, 0), at(4, 0), '后面的')
    await close(roomId, at(-1, 0), at(2, 0), '现在的')
    await close(roomId, at(5, 0), undefined, '最后的')
    const left = []
    for (let i = 0; i < 4; i++)
      left.push((await boss().open({ roomId })).closures.map(({ reason }) => reason))
    expect(left).toEqual([['后面的', '最后的'], ['最后的'], [], []])
  })

  test('R4: ending a closure that is not there is refused and ends no other', async () => {
    const roomId = await aRoom()
    await close(roomId, at(3, 0), at(4, 0), '检修')
    expect(await codeOf(boss().open({ roomId, closureId: 'no-such-thing' }))).toBe('NOT_FOUND:closureId')
    expect(await reasonsOf(roomId)).toEqual(['检修'])
  })

  test('R4: the list of closures has an end', async () => {
    const roomId = await aRoom()
    for (let i = 0; i < 20; i++) await close(roomId, at(1 + i, 8), at(1 + i, 9), `第${i}次`)
    expect(await codeOf(close(roomId, at(22, 8), at(22, 9), '再一次'))).toBe('ROOM_TOO_MANY_CLOSURES')
    expect(await reasonsOf(roomId)).toHaveLength(20)
  })

  test('R4: a closure tells of the bookings it hits, whichever other closures there are', async () => {
    const roomId = await aRoom()
    await close(roomId, at(2, 8), at(2, 12), '消毒')
    await lin().reserve({ roomId, ...slot(20, 9, 10), title: '开题' })
    const { code, info } = await refusalOf(close(roomId, at(20, 0), at(23, 0), '装修'))
    expect(code).toBe('ROOM_HAS_BOOKINGS')
    expect(info.details).toMatchObject({ count: 1, bookings: [{ title: '开题' }] })
  })
})

/** The messages to somebody that were not read before. */
async function newsOf(who: string) {
  await tick(world.cloud)
  const { items } = await world.as(who).message.list({})
  await world.as(who).message.readAll({})
  return items.filter(({ read }) => !read).map(({ title, text }) => ({ title, text }))
}

/** All bookings of teacher Lin that are over. */
const pastOf = async (who = 't-lin') => (await world.as(who).room.mine({ page: { after: '1' } })).items

describe('R6: narrower rules', () => {
  interface Narrowing {
    /** The booking, as it was allowed before. */
    booking: { from: string; to: string; people?: number }
    rules: object
    room?: object
    reason: RegExp
  }
  const CASES: Record<string, Narrowing> = {
    hours: { booking: slot(2, 20, 21), rules: { closesAt: '18:00' }, reason: /开放时间改为 08:00–18:00/ },
    days: {
      booking: slot(2, 9, 10),
      rules: { openDays: [1, 2, 3, 4, 5, 6, 7].filter(day => day !== weekday(dayFrom(2))) },
      reason: /开放日改为/,
    },
    seats: { booking: { ...slot(2, 9, 10), people: 6 }, rules: { seats: 2 }, reason: /座位数改为 2/ },
    longest: { booking: slot(2, 9, 12), rules: { maxMinutes: 60 }, reason: /最长改为 60 分钟/ },
    shortest: { booking: slot(2, 9, 9.5), rules: { minMinutes: 60 }, reason: /最短改为 60 分钟/ },
    grid: { booking: slot(2, 9.5, 10.5), rules: { gridMinutes: 60 }, reason: /每 60 分钟/ },
    'lead time': { booking: slot(20, 9, 10), rules: { daysAhead: 7 }, reason: /最多提前 7 天/ },
    approval: { booking: slot(2, 9, 10), rules: { needsApproval: true }, reason: /预订要先审批/ },
  }

  test.each(Object.entries(CASES))(
    'R6: the question names the bookings that a change of %s hits',
    async (_, one) => {
      const roomId = await aRoom(one.room)
      const made = await lin().reserve({ roomId, ...one.booking, title: '会' })
      await lin()
        .reserve({ roomId, ...slot(3, 10, 11), title: '不受影响' })
        .catch(() => undefined)
      const { code, info } = await refusalOf(boss().update({ roomId, ...one.rules }))
      expect([code, (info.details as { bookings: { id: string }[] }).bookings.map(({ id }) => id)]).toEqual([
        'ROOM_HAS_BOOKINGS',
        expect.arrayContaining([made.id]),
      ])
      expect((await boss().list({ location: '试验楼' })).items.length).toBeGreaterThan(0)
      await boss().update({ roomId, ...one.rules, cancelBookings: true })
      expect((await pastOf()).find(({ id }) => id === made.id)).toMatchObject({
        status: 'cancelled',
        reason: expect.stringMatching(one.reason),
      })
      expect(await newsOf('t-lin')).toContainEqual({
        title: '会议室预订已取消',
        text: expect.stringMatching(one.reason),
      })
      for (const { id, actions } of (await lin().mine({})).items)
        if (actions.includes('cancel')) await lin().cancel({ reservationId: id })
    },
  )

  test('R6: bookings that are kept are told once, and never asked about again', async () => {
    const roomId = await aRoom()
    const made = await lin().reserve({ roomId, ...slot(2, 20, 21), title: '晚会' })
    const press = () => boss().update({ roomId, closesAt: '18:00', keepBookings: true }, { key: 'kept' })
    await press()
    await press()
    expect(await newsOf('t-lin')).toEqual([
      {
        title: '会议室的规则改了，你的预订保留',
        text: expect.stringMatching(/20:00~21:00。会议室的规则改了：开放时间改为/),
      },
    ])
    await boss().update({ roomId, closesAt: '17:00', seats: 9 })
    expect((await lin().mine({})).items.find(({ id }) => id === made.id)?.status).toBe('reserved')
    expect(await newsOf('t-lin')).toEqual([])
  })

  test('R6: wider rules, and a new name, ask nothing', async () => {
    const roomId = await aRoom()
    await lin().reserve({ roomId, ...slot(2, 20, 21), title: '晚会' })
    await boss().update({ roomId, closesAt: '23:00', seats: 20, maxMinutes: 480, name: '新名字' })
    expect(await newsOf('t-lin')).toEqual([])
  })

  test('R6: a pending booking is never approved into closed time', async () => {
    const roomId = await aRoom({ needsApproval: true })
    const made = await lin().reserve({ roomId, ...slot(2, 20, 21), title: '讲座' })
    await boss().update({ roomId, closesAt: '18:00', keepBookings: true })
    const decision = { reservationId: made.id, version: made.version }
    expect(await codeOf(boss().approve(decision))).toBe('ROOM_CLOSED')
    await boss().refuse({ ...decision, reason: '晚上不开门了' })
  })

  test('R6: both answers at once are none', async () => {
    const roomId = await aRoom()
    const both = { keepBookings: true, cancelBookings: true }
    expect(await codeOf(boss().update({ roomId, seats: 2, ...both }))).toBe('INVALID_INPUT:keepBookings')
  })
})

describe('a meeting that runs', () => {
  const HOURS = { opensAt: '00:00', closesAt: '24:00', minMinutes: 5, maxMinutes: 240 }
  const now = () => world.cloud.clock.now()
  afterEach(() => world.cloud.clock.set(new Date()))

  /** A room in which teacher Lin has met from 09:00 tomorrow for half of two hours. */
  async function running(settings: object = {}) {
    const roomId = await aRoom({ ...HOURS, ...settings })
    const made = await lin().reserve({ roomId, ...slot(1, 9, 11), title: '组会' })
    if (made.status === 'pending') await boss().approve({ reservationId: made.id, version: made.version })
    world.cloud.clock.set(new Date(dayFrom(1) + 10 * HOUR))
    return { roomId, reservationId: made.id }
  }
  const actionsOf = async (roomId: string, who = 't-lin') =>
    (await world.as(who).room.day({ roomId, date: dateOf(now()) })).bookings[0]!.actions

  test('R6: ends early, and the rest of its time is free for others', async () => {
    const { roomId, reservationId } = await running()
    expect(await actionsOf(roomId)).toEqual(['extend', 'finish', 'cancel'])
    const done = await lin().finish({ reservationId })
    expect([done.status, Date.parse(done.to)]).toEqual(['reserved', expect.any(Number)])
    expect(Math.abs(Date.parse(done.to) - now())).toBeLessThan(MINUTE)
    await world.as('t-su').room.reserve({ roomId, ...slot(1, 10.5, 11), title: '接着用' })
    expect(await codeOf(lin().finish({ reservationId }))).toBe('ROOM_WRONG_STATE')
    expect(await codeOf(lin().extend({ reservationId, to: at(1, 12) }))).toBe('ROOM_WRONG_STATE')
  })

  test('R6: gets longer where the time behind it is free and open, and not where it is not', async () => {
    const { roomId, reservationId } = await running({ closesAt: '12:30' })
    await world.as('t-su').room.reserve({ roomId, ...slot(1, 12, 12.5), title: '后面的会' })
    const extend = (hours: number) => codeOf(lin().extend({ reservationId, to: at(1, hours) }))
    expect(await extend(10.5)).toBe('INVALID_INPUT:to')
    expect(await extend(12.25)).toBe('ROOM_TAKEN')
    expect(await extend(12.75)).toBe('ROOM_CLOSED:to')
    expect(await extend(14)).toBe('ROOM_TOO_LONG:to')
    expect(await extend(12)).toBe('OK')
    expect(await codeOf(world.as('t-su').room.finish({ reservationId }))).toBe('NOT_FOUND')
  })

  test('R6: is extended by an administrator alone where bookings are approved, and the holder is told', async () => {
    const { roomId, reservationId } = await running({ needsApproval: true })
    await newsOf('t-lin')
    expect(await actionsOf(roomId)).toEqual(['finish', 'cancel'])
    expect(await codeOf(lin().extend({ reservationId, to: at(1, 12) }))).toBe('ROOM_NEEDS_APPROVAL')
    await boss().extend({ reservationId, to: at(1, 12) })
    await boss().finish({ reservationId, reason: '消防演习' })
    expect((await newsOf('t-lin')).map(({ title }) => title).sort()).toEqual([
      '会议室已提前结束使用',
      '会议室预订已延长',
    ])
  })

  test('R6: a part of an approved time needs no second approval, a part beyond it does', async () => {
    const roomId = await aRoom({ ...HOURS, needsApproval: true })
    const made = await lin().reserve({ roomId, ...slot(2, 9, 11), title: '讲座' })
    await boss().approve({ reservationId: made.id, version: made.version })
    const shorter = await lin().move({ reservationId: made.id, ...slot(2, 9, 10) })
    expect(shorter).toMatchObject({ status: 'reserved', ...slot(2, 9, 10) })
    expect((await lin().move({ reservationId: made.id, ...slot(2, 9, 10.5) })).status).toBe('pending')
  })
})

describe('R7: a holder who is gone', () => {
  const timer = () => world.cloud.invoke('room', {}, { source: 'wx_trigger' })
  const freeze = async (id: string) => {
    const { version } = await world.as('a-system').directory.person({ id })
    await world.as('a-system').directory.freeze({ id, version, reason: '核实' })
  }

  test('R7: freezing releases reservations and applications, and the administrator is told once', async () => {
    const [open, asked] = [await aRoom(), await aRoom({ needsApproval: true })]
    const chen = world.as('s-chen').room
    await chen.reserve({ roomId: open, ...slot(2, 9, 10), title: '自习' })
    await chen.reserve({ roomId: open, ...slot(2, 10, 11), title: '讨论' })
    const pending = await chen.reserve({ roomId: asked, ...slot(2, 9, 10), title: '社团' })
    await newsOf('a-room')
    await freeze('s-chen')
    const decision = { reservationId: pending.id, version: pending.version }
    expect(await codeOf(boss().approve(decision))).toBe('ROOM_HOLDER_GONE')
    const day = await boss().day({ roomId: open, date: dateOf(dayFrom(2)) })
    expect(day.bookings[0]!.holder).toMatchObject({ gone: true })
    for (const _ of [1, 2]) await timer()
    for (const roomId of [open, asked]) {
      expect((await viewOf(roomId, 2)).bookings).toEqual([])
      await lin().reserve({ roomId, ...slot(2, 9, 10), title: '接着用' })
    }
    const told = (await newsOf('a-room')).filter(({ text }) => text.startsWith('试用会议室：'))
    expect(told.map(({ text }) => /\d+ 个预订/.exec(text)![0]).sort()).toEqual(['1 个预订', '2 个预订'])
    await timer()
    expect(await newsOf('a-room')).toEqual([])
  })

  test.each([
    ['leaves', { state: 'left', leftAt: new Date() }],
    ['is erased', { state: 'left', name: '已注销', sortKey: '' }],
  ])('R7: a booking of a member who %s is released, one that is over stays', async (_, fields) => {
    const roomId = await aRoom()
    const su = world.as('t-su').room
    const made = await su.reserve({ roomId, ...slot(5, 9, 10), title: '以后' })
    const row = [...world.cloud.database.dump('members')].find(({ _id }) => _id === 't-su')!
    await change(world, 'members', 't-su', fields)
    await timer()
    expect((await viewOf(roomId, 5)).bookings).toEqual([])
    const history = [...world.cloud.database.dump('room_history')]
    expect(history.find(({ _id }) => _id === made.id)).toMatchObject({ status: 'cancelled' })
    await change(world, 'members', 't-su', row)
  })

  test('R7: bookings of members who are there stay, whoever else is gone', async () => {
    const before = (await lin().mine({})).items.length
    await timer()
    expect((await lin().mine({})).items).toHaveLength(before)
    expect(before).toBeGreaterThan(0)
  })
})
