import fc from 'fast-check'
import { Refusal } from '#contract/kernel/errors'
import { DAY, HOUR, startOf } from '#contract/kernel/time'
import { TICKET_ACTION, TICKET_STATE, type TicketAction, type TicketState } from '#contract/repair'
import { TICKET_MESSAGES } from '#contract/repair.messages'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { actionsOf, authorize, isPossible } from '../../cloudfunctions/repair/authorization'
import { replay, step } from '../../cloudfunctions/repair/domain'
import type { Ticket } from '../../cloudfunctions/repair/model'
import { type Brought, TRANSITIONS } from '../../cloudfunctions/repair/transitions'
import { aMember } from '../make/rooms'
import { aCategory, after, aTicket, someSettings } from '../make/tickets'

const MONDAY = startOf('2026-03-02')
const at = (hours: number) => new Date(MONDAY + hours * HOUR)
const rules = { category: aCategory(), settings: someSettings() }
const ACTIONS = Object.keys(TICKET_ACTION) as TicketAction[]

const lin = aMember('lin')
const boss = aMember('boss', 'repair.dispatcher')
const zhao = aMember('zhao', 'repair.worker')
const qian = aMember('qian', 'repair.worker')
/** Reports, mends and dispatches. */
const all = aMember('all', 'repair.worker', 'repair.dispatcher')
const keeper = aMember('keeper', 'repair.keeper')
const PEOPLE = [lin, boss, zhao, qian, all, keeper, aMember('su'), aMember('head', 'repair.admin')]

const idOf = ({ _id: id, name }: Member) => ({ id, name })
const worker = (member: Member): Ticket['worker'] => ({ ...idOf(member), number: '1' })
const line = { materialId: 'x', name: '垫圈', unit: '个', asked: 1, issued: 0, returned: 0 }

/** Everything a step may need. */
const brought = (action: TicketAction, to: Member): Brought => ({
  words: '因故',
  ...(action === 'accept' && { materials: [line] }),
  ...(action === 'dispatch' && { worker: worker(to) }),
  ...(action === 'finish' && { report: { words: '好了', used: '', photos: [] } }),
  ...(action === 'rate' && { rating: { result: 5, efficiency: 5, words: '' } }),
})

/** The ticket after the press, or the code it is refused with. */
function pressed(ticket: Ticket, action: TicketAction, actor: Member, now: Date, to = zhao): Ticket | string {
  try {
    if (TRANSITIONS[action].by !== 'clock') authorize(ticket, action, actor)
    if (TRANSITIONS[action].by !== 'clock' && !isPossible(ticket, action, actor, now))
      return 'REPAIR_WRONG_STATE'
    const press = { id: `${ticket.version}`, action, by: idOf(actor), at: now, brings: brought(action, to) }
    return step(ticket, press, rules)
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

/** The fault of a step; compared without `expect`, which is too slow for hundreds of thousands. */
function flaws(before: Ticket, next: Ticket, action: TicketAction): string[] {
  const { from, to = before.state } = TRANSITIONS[action]
  const kept = before.timeline.every((entry, i) => next.timeline[i] === entry)
  const added = next.timeline.length === before.timeline.length + 1
  return [
    ...(from.includes(before.state) && next.state === to ? [] : [`${before.state} → ${next.state}`]),
    ...(kept && added && replay(next.timeline) === next.state ? [] : ['the timeline tells another story']),
    ...(next.version === before.version + 1 ? [] : ['the version does not count']),
  ]
}

/** Two tickets to begin with: of somebody who reports, and of somebody who does everything. */
const reportedBy = [lin, all].map(reporter => aTicket({ reporter: idOf(reporter), at: at(9) }))

const commandArb = fc.record({
  action: fc.constantFrom(...ACTIONS),
  actor: fc.constantFrom(...PEOPLE),
  to: fc.constantFrom(zhao, qian, all),
  hours: fc.constantFrom(0, 1, 5, 30, 200),
})

test('B2: in 10,000 random histories only the table’s transitions happen, and the timeline replays to the state', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...reportedBy),
      fc.array(commandArb, { minLength: 5, maxLength: 15 }),
      (reporter, commands) => {
        let ticket = reporter
        let now = 9
        for (const { action, actor, to, hours } of commands) {
          now += hours
          const next = pressed(ticket, action, actor, at(now), to)
          if (typeof next === 'string') continue
          expect(flaws(ticket, next, action)).toEqual([])
          if (action === 'dispatch') expect(ticket.abandoned.map(({ id }) => id)).not.toContain(to._id)
          ticket = next
        }
      },
    ),
    { numRuns: 10_000 },
  )
}, 120_000)

test('B2: a button is offered exactly when pressing it works', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...reportedBy),
      fc.array(commandArb, { maxLength: 15 }),
      (reporter, commands) => {
        let ticket = reporter
        let now = 9
        for (const { action, actor, to, hours } of commands) {
          now += hours
          const next = pressed(ticket, action, actor, at(now), to)
          if (typeof next !== 'string') ticket = next
        }
        // A worker who gave it up is not picked.
        const fresh = aMember('fresh', 'repair.worker')
        for (const actor of PEOPLE) {
          const works = ACTIONS.filter(
            action =>
              TRANSITIONS[action].by !== 'clock' &&
              typeof pressed(ticket, action, actor, at(now), fresh) !== 'string',
          )
          expect(actionsOf(ticket, actor, at(now)).sort()).toEqual(works.sort())
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('L-47: every state can be reached, and only refused, cancelled and closed are ends', () => {
  const seen = new Map<TicketState, Ticket>()
  const visit = (ticket: Ticket) => {
    if (seen.has(ticket.state)) return
    seen.set(ticket.state, ticket)
    for (const action of ACTIONS)
      for (const actor of [lin, boss, zhao]) {
        const next = pressed(ticket, action, actor, at(10))
        if (typeof next !== 'string') visit(next)
      }
  }
  visit(aTicket({ at: at(9) }))
  expect([...seen.keys()].sort()).toEqual(Object.keys(TICKET_STATE).sort())
  const leaves = (state: TicketState) =>
    ACTIONS.some(action => TRANSITIONS[action].from.includes(state) && TRANSITIONS[action].to)
  const ends = [...seen.keys()].filter(state => !leaves(state))
  expect(ends.sort()).toEqual(['cancelled', 'closed', 'refused'])
})

test('L-24, L-41, L-46: everybody the table tells of a step hears words made for them', () => {
  const told = ACTIONS.flatMap(action => (TRANSITIONS[action].tells ?? []).map(who => `${action} ${who}`))
  const words = Object.entries(TICKET_MESSAGES).flatMap(([action, to]) =>
    Object.keys(to).map(who => `${action} ${who}`),
  )
  expect(words.sort()).toEqual(told.sort())
})

const sent = () =>
  after(aTicket({ at: at(9) }), ['accept', idOf(boss)], ['dispatch', idOf(boss), { worker: worker(zhao) }])
const report = { report: { words: '好了', used: '', photos: [] } }

test('L-44: a worker who gave a task up has no button any more, still sees it, and is not sent again', () => {
  const ticket = after(sent(), ['abandon', idOf(zhao), { words: '没有配件' }])
  expect(ticket).toMatchObject({ state: 'accepted', abandoned: [{ id: 'zhao', reason: '没有配件' }] })
  expect(ticket.worker).toBeUndefined()
  expect(actionsOf(ticket, zhao, at(10))).toEqual([])
  expect(pressed(ticket, 'start', zhao, at(10))).toBe('REPAIR_WRONG_STATE')
  expect(pressed(ticket, 'dispatch', boss, at(10), zhao)).toBe('WORKER_UNAVAILABLE')
  expect(pressed(ticket, 'dispatch', boss, at(10), qian)).toMatchObject({ worker: { id: 'qian' } })
})

test('B2: what is not mended can be opened again for seven days after it was finished, and not a moment longer', () => {
  const ticket = after(sent(), ['start', idOf(zhao)], ['finish', idOf(zhao), report])
  const finishedAt = +ticket.finishedAt!
  const reopened = pressed(ticket, 'reopen', lin, new Date(finishedAt + 7 * DAY - 1))
  expect(reopened).toMatchObject({ state: 'accepted', abandoned: [] })
  expect(reopened).toMatchObject({ worker: undefined, closesAt: undefined })
  const late = new Date(finishedAt + 7 * DAY)
  expect(pressed(ticket, 'reopen', lin, late)).toBe('REPAIR_WRONG_STATE')
  expect(pressed(ticket, 'rate', lin, late)).toBe('REPAIR_WRONG_STATE')
  expect(pressed(ticket, 'close', boss, late)).toMatchObject({ state: 'closed', closesAt: undefined })
})

test('B2: nobody rates their own work', () => {
  const own = after(
    aTicket({ reporter: idOf(all), at: at(9) }),
    ['accept', idOf(all)],
    ['dispatch', idOf(all), { worker: worker(all) }],
    ['start', idOf(all)],
    ['finish', idOf(all), report],
  )
  expect(pressed(own, 'rate', all, at(10))).toBe('REPAIR_OWN_WORK')
  expect(actionsOf(own, all, at(10))).toEqual(['reopen', 'note'])
})

test('B2: each step forward starts the clock of escalation anew; while the reporter is waited for there is none', () => {
  const ticket = { ...aTicket({ at: at(9) }), overdue: 2 }
  const accepted = pressed(ticket, 'accept', boss, at(10)) as Ticket
  expect(accepted).toMatchObject({ overdue: 0, escalatesAt: at(14) })
  expect(pressed(accepted, 'note', boss, at(12))).toMatchObject({ escalatesAt: at(14) })
  const finished = after(sent(), ['start', idOf(zhao)], ['finish', idOf(zhao), report])
  expect(finished.escalatesAt).toBeUndefined()
})

test('L-40: without its reason, worker, report or scores a step is refused', () => {
  for (const action of ACTIONS)
    for (const field of TRANSITIONS[action].needs ?? []) {
      const ticket = { ...aTicket({ at: at(9) }), state: TRANSITIONS[action].from[0]! }
      const brings = { ...brought(action, zhao), [field]: undefined }
      const bare = () => step(ticket, { id: 'x', action, by: idOf(boss), at: at(10), brings }, rules)
      expect(bare).toThrow(new Refusal('INVALID_INPUT', { field }))
    }
})
