import { DAY, dateOf, HOUR, midnight, weekday } from '#contract/kernel/time'
import type { MessageRow } from '../../cloudfunctions/message/model'
import { nextEscalation } from '../../cloudfunctions/repair/deadline'
import type { Ticket } from '../../cloudfunctions/repair/model'
import { onHand, repairClock, ticketIn } from '../make/materials'
import { rowsOf } from '../make/messages'
import { aCategory, after, aTicket } from '../make/tickets'
import { aWorld, codeOf } from '../make/world'

const category = aCategory()
const settings = { holidays: [] }
const zhao = { id: 'w-zhao', name: '赵长庚', number: 'w-zhao' }
const boss = { id: 'd-logistics', name: '程望舒' }

test('B2: the clock rests while the reporter is waited for, and runs again when a worker gives up', () => {
  const monday = new Date('2026-03-02T09:00:00+08:00')
  const reported = aTicket({ at: monday })
  const sent = after(reported, ['accept', boss], ['dispatch', boss, { worker: zhao }])
  const mended = after(
    sent,
    ['start', zhao],
    ['finish', zhao, { report: { words: '好了', used: '', photos: [] } }],
  )
  const givenUp = after(sent, ['abandon', zhao, { words: '缺配件' }])
  const next = (ticket: Ticket) => nextEscalation(ticket, category, settings)
  expect(next(mended)).toBeUndefined()
  expect(next(givenUp)).toEqual(new Date(+givenUp.timeline.at(-1)!.at + 4 * HOUR))
  expect(next({ ...reported, overdue: 1 })).toEqual(new Date(+monday + 8 * HOUR))
  expect(next({ ...reported, overdue: 2 })).toBeUndefined()
  expect(next(after(sent, ['note', boss, { words: '已联系' }]))).toEqual(next(sent))
})

describe('with the clock', () => {
  const world = aWorld()
  const ladder = [
    { hours: 2, members: [] },
    { hours: 4, members: ['t-su'] },
  ]
  const mine = aCategory({ _id: 'c-mine', ladder })
  beforeAll(async () => {
    await world.cloud.database.insert({ collection: 'repair_categories', documents: [mine] as never })
    // The day is a workday whatever the calendar says of that week.
    const workdays = [dateOf(lastMonday())]
    await world.as('a-repair').repair.saveSettings({ holidays: [], workdays, mails: [] })
  })

  /** The Monday of last week. */
  function lastMonday(): number {
    const now = world.cloud.clock.now()
    return midnight(now) - ((weekday(now) + 6) % 7) * DAY - 7 * DAY
  }

  /** A ticket reported on that morning, in a category of its own ladder. */
  async function waiting(): Promise<string> {
    const at = new Date(lastMonday() + 9 * HOUR)
    const ticket = aTicket({
      at,
      category: { id: mine._id, name: mine.name },
      escalatesAt: new Date(+at + 2 * HOUR),
    })
    await world.cloud.database.insert({ collection: 'tickets', documents: [ticket] as never })
    return ticket._id
  }

  test('B2: whoever stands on the next rung is told once, however many runs there are at once', async () => {
    const id = await waiting()
    const told = () => (ticketIn(world.cloud, id).outbox ?? []).map(({ to, duty }) => duty ?? to.join())
    await Promise.all([repairClock(world.cloud), repairClock(world.cloud), repairClock(world.cloud)])
    // Both rungs are long due: one run takes one rung.
    for (let run = 0; run < 3; run++) await repairClock(world.cloud)
    const { overdue, escalatesAt, timeline, state } = ticketIn(world.cloud, id)
    expect({ overdue, escalatesAt, state }).toEqual({
      overdue: 2,
      escalatesAt: undefined,
      state: 'submitted',
    })
    expect(timeline.map(({ action }) => action)).toEqual(['create', 'escalate', 'escalate'])
    expect(told()).toEqual(['repair.dispatcher', 't-su', 'repair.admin'])
  })

  test('B2: the reminder reaches the member, with the ticket it is about', async () => {
    const id = await waiting()
    for (let run = 0; run < 2; run++) await repairClock(world.cloud)
    await world.cloud.invoke('message', {}, { source: 'wx_trigger' })
    const { number } = ticketIn(world.cloud, id)
    const received = rowsOf<Pick<MessageRow, 'to' | 'parts'>>(world.cloud, 'messages')
    const parts = received.filter(({ to }) => to === 't-su').flatMap(one => one.parts ?? [])
    const mine = parts.filter(({ text }) => text.includes(number))
    expect(mine.map(({ page }) => page)).toEqual([`/features/repair/reporter/ticket/ticket?id=${id}`])
    expect(await world.as('t-su').repair.get({ id })).toMatchObject({ number, actions: [] })
    expect(await codeOf(world.as('m-01').repair.get({ id }))).toBe('NOT_FOUND')
    const unreminded = await waiting()
    expect(await codeOf(world.as('t-su').repair.get({ id: unreminded }))).toBe('NOT_FOUND')
  })

  test('a run that dies between tickets is made up for by the next', async () => {
    const ids = [await waiting(), await waiting()]
    world.cloud.faults.add({ action: 'database.modifyDocument', nth: 1, kind: 'kill', when: 'after' })
    await repairClock(world.cloud).catch(() => undefined)
    world.cloud.faults.clear()
    for (let run = 0; run < 3; run++) await repairClock(world.cloud)
    for (const id of ids) expect(ticketIn(world.cloud, id).overdue).toBe(2)
  })

  test('a ticket whose category is gone goes on, and so do all others', async () => {
    const closesAt = new Date(+world.cloud.clock.now() - DAY)
    const change = { state: 'finished', list: 'done', category: { id: 'gone', name: '旧类别' } } as const
    const orphan = aTicket({ ...change, closesAt, escalatesAt: undefined })
    await onHand(world.cloud, [], [orphan])
    const id = await waiting()
    await repairClock(world.cloud)
    expect(ticketIn(world.cloud, orphan._id).state).toBe('closed')
    expect(ticketIn(world.cloud, id).overdue).toBe(1)
  })

  test('a ticket that somebody spoilt by hand does not keep the others from closing', async () => {
    const closesAt = new Date(+world.cloud.clock.now() - DAY)
    const spoilt = aTicket({ state: 'cancelled', closesAt })
    const mended = aTicket({ state: 'finished', list: 'done', closesAt, escalatesAt: undefined })
    await onHand(world.cloud, [], [spoilt, mended])
    await expect(repairClock(world.cloud)).rejects.toThrow()
    expect(ticketIn(world.cloud, mended._id).state).toBe('closed')
    await world.cloud.database.remove({ collection: 'tickets', filter: { _id: spoilt._id } as never })
  })

  test('one job of the clock that fails does not keep the others from running', async () => {
    const id = await waiting()
    world.cloud.faults.add({ action: 'database.*', nth: 1, kind: 'error', when: 'before' })
    await expect(repairClock(world.cloud)).rejects.toThrow()
    world.cloud.faults.clear()
    expect(ticketIn(world.cloud, id).overdue).toBe(1)
  })
})
