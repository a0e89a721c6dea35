import type { TicketView } from '#contract/repair'
import { createTicket, type StepFacts, step } from '../../cloudfunctions/repair/domain'
import type { Category, Settings, Ticket } from '../../cloudfunctions/repair/model'
import { ticketTerms } from '../../cloudfunctions/repair/tickets/terms'
import type { Brought } from '../../cloudfunctions/repair/transitions'
import { seen } from './seen'
import type { World } from './world'

/** A category whose dispatchers are told after 4 working hours, and `boss` after 8. */
export const aCategory = (change: Partial<Category> = {}): Category => ({
  _id: 'c',
  name: '水电',
  order: 1,
  hotline: '19900008001',
  hours: '8:00–21:00',
  mails: [],
  ladder: [
    { hours: 4, members: [] },
    { hours: 8, members: ['boss'] },
  ],
  opensAt: '08:00',
  closesAt: '18:00',
  days: [1, 2, 3, 4, 5],
  removed: false,
  version: 1,
  lastKey: '',
  ...change,
})

export const someSettings = (change: Partial<Settings> = {}): Settings => ({
  _id: 'settings',
  holidays: [],
  workdays: [],
  mails: [],
  version: 1,
  lastKey: '',
  ...change,
})

const RULES = { category: aCategory(), settings: someSettings() }
let made = 0

/** A ticket that `lin` has just reported. */
export function aTicket(change: Partial<Ticket> = {}): Ticket {
  const n = ++made
  const draft = {
    _id: `ticket-${n}`,
    number: `260302-${String(n).padStart(4, '0')}`,
    at: new Date(),
    category: { id: 'c', name: '水电' },
    summary: '水龙头漏水',
    detail: '',
    photos: [],
    hotline: false,
    place: { id: 'p', campus: '东校区', building: '明德楼', room: '301' },
    reporter: { id: 'lin', name: 'lin' },
    terms: [],
    ...change,
  }
  const { id, name } = draft.reporter
  const ticket = createTicket(draft, { id: draft._id, by: { id, name } }, RULES)
  return { ...ticket, terms: ticketTerms(ticket), ...change }
}

/** The ticket after steps that nobody had to be asked for. */
export const after = (ticket: Ticket, ...steps: [StepFacts['action'], StepFacts['by'], Brought?][]): Ticket =>
  steps.reduce(
    (so, [action, by, brings = {}], i) =>
      step(so, { id: `${ticket._id}-${i + 1}`, action, by, at: new Date(+ticket.at + i + 1), brings }, RULES),
    ticket,
  )

/** A member of the seeded organisation reports something in room 101. */
export const reported = (world: World, who = 't-lin', change = {}, call = {}): Promise<TicketView> =>
  world
    .as(who)
    .repair.create({ placeId: 'p-md-101', categoryId: 'c-water', summary: '水龙头漏水', ...change }, call)

/** Reported, accepted, and sent to the worker. */
export async function dispatched(world: World, workerId = 'w-zhao', who = 't-lin'): Promise<TicketView> {
  const { id } = await reported(world, who)
  await world.as('d-logistics').repair.accept({ id, ...seen(world, id) })
  return world.as('d-logistics').repair.dispatch({ id, ...seen(world, id), workerId })
}

/** … and mended. */
export async function mended(world: World, workerId = 'w-zhao', who = 't-lin'): Promise<TicketView> {
  const { id } = await dispatched(world, workerId, who)
  await world.as(workerId).repair.start({ id })
  return world.as(workerId).repair.finish({ id, report: '换了垫圈' })
}
