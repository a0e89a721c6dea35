import {
  TICKET_ACTION,
  TICKET_STATE,
  type TicketAction,
  type TicketState,
  type TicketView,
} from '#contract/repair'
import { type Spot, withRecent } from '../../miniprogram/features/repair/reporter/place-field/view'
import {
  isReporterAction,
  SPECS,
  starsProblem,
} from '../../miniprogram/features/repair/reporter/reporter-actions/view'
import { stagesOf, ticketWords } from '../../miniprogram/features/repair/reporter/ticket/view'
import { ticketCard } from '../../miniprogram/features/repair/reporter/view'
import { isStaffAction } from '../../miniprogram/features/repair/tickets/staff-actions/view'

const NOW = Date.parse('2026-03-04T09:10:00+08:00')
const at = '2026-03-04T08:05:00+08:00'

const aTicket = (change: Partial<TicketView> = {}): TicketView => ({
  id: 't',
  number: '260304-0001',
  state: 'submitted',
  resolution: 'waiting',
  category: '水电',
  place: '东校区 明德楼 101',
  summary: '水龙头漏水',
  at,
  changedAt: at,
  overdue: 0,
  hotline: false,
  detail: '',
  photos: [],
  reporter: { name: '林知微', mine: true },
  abandoned: [],
  materials: [],
  timeline: [{ at, action: 'create', by: '林知微' }],
  actions: [],
  version: 1,
  ...change,
})

test('L-29: a ticket says in words and stages how far it is, in every state', () => {
  const states = Object.keys(TICKET_STATE) as TicketState[]
  for (const state of states) {
    const { hint, stages } = ticketWords(aTicket({ state }), NOW)
    expect(hint).not.toBe('')
    expect(stages.filter(({ mark }) => mark === 'now').length).toBeLessThanOrEqual(1)
  }
  expect(stagesOf('dispatched').map(({ mark }) => mark)).toEqual(['done', 'done', 'now', 'ahead', 'ahead'])
  expect(stagesOf('rated').every(({ mark }) => mark === 'done')).toBe(true)
  expect(stagesOf('cancelled').map(({ text }) => text)).toEqual(['待受理', '已撤销'])
  for (const state of states) expect(stagesOf(state).map(({ text }) => text)).toContain(TICKET_STATE[state])
})

test('L-29: a ticket tells who did what and when, the latest first', () => {
  const timeline: TicketView['timeline'] = [
    { at, action: 'create', by: '林知微' },
    {
      at: '2026-03-04T09:00:00+08:00',
      action: 'dispatch',
      by: '吴调度',
      worker: '赵师傅',
      words: '带上梯子',
    },
  ]
  expect(ticketWords(aTicket({ timeline }), NOW).steps).toEqual([
    { id: 1, when: '今天 3月4日 周三 09:00', title: '吴调度 派工给 赵师傅', words: '带上梯子' },
    { id: 0, when: '今天 3月4日 周三 08:05', title: '林知微 报修', words: '' },
  ])
})

test('buttons, stars and what is behind ⋯ are exactly what the server offers', () => {
  const actions = Object.keys(TICKET_ACTION) as TicketAction[]
  const { buttons, more, rates } = ticketWords(aTicket({ actions }), NOW)
  expect(rates).toBe(true)
  expect([...buttons, ...more].map(({ action }) => action).sort()).toEqual(
    actions.filter(action => action !== 'rate').sort(),
  )
  expect(ticketWords(aTicket(), NOW)).toMatchObject({ buttons: [], more: [], rates: false })
  expect(actions.filter(isReporterAction).sort()).toEqual(['cancel', 'rate', 'reopen'])
  const withoutSheet = actions.filter(action => !isReporterAction(action) && !isStaffAction(action))
  expect(withoutSheet).toEqual(['create', 'start', 'urge', 'escalate', 'withdraw', 'close'])
})

test('a ticket does not name its reporter to the reporter', () => {
  const labels = (ticket: TicketView) => ticketWords(ticket, NOW).facts.map(({ label }) => label)
  expect(labels(aTicket())).not.toContain('报修人')
  expect(labels(aTicket({ reporter: { name: '林知微', mine: false } }))).toContain('报修人')
})

test('a ticket has the same words in lists as on its page', () => {
  for (const state of Object.keys(TICKET_STATE) as TicketState[])
    expect(ticketCard(aTicket({ state }), NOW).tag!.text).toBe(ticketWords(aTicket({ state }), NOW).state)
})

test('a ticket says by when the next step is promised', () => {
  const expectedBy = '2026-03-04T14:00:00+08:00'
  expect(ticketWords(aTicket({ expectedBy }), NOW).hint).toBe('预计今天 14:00 前受理')
  expect(ticketWords(aTicket({ state: 'finished', expectedBy }), NOW).hint).toMatch('等待评价')
})

test('the places of the last reports stand on top, each once', () => {
  const spot = (room: string) => ({ id: room, campus: '东校区', building: '明德楼', room })
  const recent = ['1', '2', '3', '1', '4'].reduce<Spot[]>((all, room) => withRecent(all, spot(room)), [])
  expect(recent.map(({ room }) => room)).toEqual(['4', '1', '3'])
})

test('L-48, L-49: both things are rated, words may be left out', () => {
  expect(starsProblem('rate', { result: 5, efficiency: 0 })).toMatch('两项')
  expect(starsProblem('rate', { result: 1, efficiency: 5 })).toBeUndefined()
  expect(SPECS.rate.words).toBe('optional')
})

test('a wish to reopen a ticket needs words, a cancellation does not', () => {
  expect(SPECS.reopen.words).toBe('required')
  expect(SPECS.cancel.words).toBe('optional')
  expect(starsProblem('cancel', { result: 0, efficiency: 0 })).toBeUndefined()
})

test('the people of a ticket can be called: the worker always, the reporter by others', () => {
  const assigned = { id: 'w', number: '10007', name: '赵长庚', phone: '19900000007' }
  const people = (reporter: TicketView['reporter']) =>
    ticketWords(aTicket({ assigned, reporter }), NOW).people
  expect(people({ name: '林知微', phone: '19900000001', mine: true })).toMatchObject([
    { id: 'worker', about: '工号 10007 · 19900000007' },
  ])
  const others = people({ name: '林知微', phone: '19900000001', mine: false })
  expect(others.map(({ id, phone }) => [id, phone])).toEqual([
    ['worker', '19900000007'],
    ['reporter', '19900000001'],
  ])
})

test('L-30: a rating is shown as stars', () => {
  const rating = { result: 4, efficiency: 5, words: '' }
  expect(ticketWords(aTicket({ rating }), NOW).stars.map(({ value }) => value)).toEqual(['★★★★☆', '★★★★★'])
})
