import type { TodoKind } from '#contract/features/index'
import { repairPages } from '#contract/features/repair'
import { stockLow, TICKET_STATE } from '#contract/repair'
import { materialWords, placeWords } from '#contract/repair.messages'
import type { TodoAction } from '#contract/todo'
import { type EventItem, eventOf, holdersOf, type SubjectEvent } from '../kernel/events/event'
import { definedFields } from '../kernel/fields'
import { dueAtOf } from './deadline'
import { isFitting } from './domain'
import type { Material, Ticket } from './model'
import { TRANSITIONS } from './transitions'

/** The state of a ticket: the next step, the materials to hand out, and what its reporter waits for. */
export const eventFor = (ticket: Ticket): SubjectEvent =>
  eventOf({
    feature: 'repair',
    subject: ticket._id,
    version: ticket.version,
    at: ticket.changedAt,
    items: [...nextStep(ticket), ...handOut(ticket), ...waiting(ticket)],
  })

type Todo = Pick<EventItem, 'to' | 'needs' | 'dueAt' | 'until' | 'actions'> & { kind: TodoKind }

/** Kind of the to-do that waits for the next step, if any. */
export const nextKind = (ticket: Ticket): TodoKind | undefined => nextTodo(ticket)?.kind

/** The step that the ticket waits for, and who takes it. */
function nextTodo(ticket: Ticket): Todo | undefined {
  const { _id: id, state, version, worker, reporter, closesAt } = ticket
  const dueAt = dueAtOf(ticket)
  switch (state) {
    case 'submitted':
      return {
        kind: 'repair.accept',
        to: holdersOf('repair.dispatcher'),
        dueAt,
        actions: decisions(id, version),
      }
    case 'accepted':
      return { kind: 'repair.dispatch', to: holdersOf('repair.dispatcher'), dueAt }
    case 'dispatched':
      return (
        worker && {
          ...worksOn(worker.id),
          kind: 'repair.start',
          dueAt,
          actions: [call('start', '开始维修', { id })],
        }
      )
    case 'started':
      return worker && { ...worksOn(worker.id), kind: 'repair.finish', dueAt }
    case 'finished':
      if (!isFitting('rate', ticket)) return undefined
      return {
        kind: 'repair.rate',
        to: [reporter.id],
        dueAt: closesAt,
        until: closesAt,
        actions: [{ ...call('rate', '评价', { id }), asks: 'rating' }],
      }
  }
}

/** Losing the duty of a worker ends the right to the step. */
const worksOn = (workerId: string) => ({ to: [workerId], needs: 'repair.worker' as const })

const call = (op: string, title: string, input: TodoAction['input']): TodoAction => ({
  title,
  feature: 'repair',
  op,
  input,
})

const decisions = (id: string, version: number): TodoAction[] => [
  call('accept', '受理', { id, version }),
  { ...call('refuse', '不受理', { id, version }), asks: 'reason', negative: true },
]

function nextStep(ticket: Ticket): EventItem[] {
  const next = nextTodo(ticket)
  return next
    ? [
        {
          ...shared(ticket),
          ...definedFields(next),
          box: 'todo',
          facts: factsOf(ticket),
          about: [ticket.reporter.id],
        },
      ]
    : []
}

/** The materials that are asked for and not handed out yet. */
function handOut(ticket: Ticket): EventItem[] {
  const open = ticket.materials.filter(({ asked, issued }) => asked > issued)
  if (!open.length || !TRANSITIONS.issue.from.includes(ticket.state)) return []
  const value = materialWords(open.map(line => ({ ...line, asked: line.asked - line.issued })))
  return [
    {
      ...shared(ticket),
      box: 'todo',
      kind: 'repair.issue',
      to: holdersOf('repair.keeper'),
      page: repairPages.handouts,
      facts: [
        { label: '材料', value },
        { label: '单号', value: ticket.number },
      ],
    },
  ]
}

function waiting(ticket: Ticket): EventItem[] {
  if (!ticket.list || ticket.list === 'done') return []
  const { number, worker, reporter, state } = ticket
  return [
    {
      ...shared(ticket),
      ...definedFields({ dueAt: dueAtOf(ticket) }),
      box: 'waiting',
      kind: 'repair.ticket',
      to: [reporter.id],
      facts: [
        { label: '进度', value: TICKET_STATE[state] },
        { label: '单号', value: number },
        ...(worker ? [{ label: '师傅', value: worker.name }] : []),
      ],
      about: worker ? [worker.id] : [],
    },
  ]
}

const shared = ({ _id, summary, place }: Ticket) => ({
  title: summary,
  text: placeWords(place),
  page: repairPages.ticket(_id),
})

const factsOf = ({ number, category, reporter, freeTime }: Ticket): EventItem['facts'] => [
  { label: '单号', value: number },
  { label: '类别', value: category.name },
  { label: '报修人', value: reporter.name },
  ...(freeTime ? [{ label: '方便上门', value: freeTime }] : []),
]

/** The state of a material: to be restocked while there is less than its threshold. */
export const stockEvent = (
  {
    _id,
    name,
    unit,
    stock,
    low,
    version,
  }: Pick<Material, '_id' | 'name' | 'unit' | 'stock' | 'low' | 'version'>,
  at: Date,
): SubjectEvent =>
  eventOf({
    feature: 'repair',
    subject: _id,
    version,
    at,
    items:
      stock >= low
        ? []
        : [
            {
              box: 'todo',
              kind: 'repair.restock',
              to: holdersOf('repair.keeper'),
              title: `${name}不足 ${low} ${unit}`,
              text: stockLow(name, stock, unit).text,
              page: repairPages.stock,
            },
          ],
  })
