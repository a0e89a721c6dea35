import {
  type StepView,
  TICKET_ACTION,
  TICKET_STATE,
  type TicketAction,
  type TicketState,
  type TicketView,
} from '../../../../contract/repair'
import { reporterWords } from '../../../../contract/repair.messages'
import { momentWords } from '../../../../ui/date-words'
import { buttonOf, expectedWords, isOpen, mainActions, moreActions, wordsOf } from '../../tickets/view'

export interface Stage {
  text: string
  mark: 'done' | 'now' | 'ahead'
}

interface Line {
  label: string
  value: string
}

/** A ticket's page in words. Buttons, stars and what is behind ⋯ are the actions the server offers, no others. */
export interface TicketWords {
  state: string
  hint: string
  stages: Stage[]
  /** The worker, and the reporter if the viewer is another person and may call them. */
  people: { id: 'worker' | 'reporter'; name: string; title: string; about: string; phone: string }[]
  facts: Line[]
  materials: Line[]
  steps: { id: number; when: string; title: string; words: string }[]
  stars: Line[]
  buttons: { action: TicketAction; text: string; theme: 'primary' | 'default' }[]
  /** Actions behind ⋯. */
  more: { action: TicketAction; text: string }[]
  rates: boolean
  /** The viewer waits for news of it. */
  awaits: boolean
}

const STAGES: TicketState[] = ['submitted', 'accepted', 'dispatched', 'started', 'finished']
/**
 * The index of the stage that a ticket in each state has reached; refusing or cancelling
 * it is its second and last stage.
 */
const REACHED: Record<TicketState, number> = {
  submitted: 0,
  accepted: 1,
  dispatched: 2,
  started: 3,
  finished: 4,
  rated: 4,
  closed: 4,
  refused: 1,
  cancelled: 1,
}

const HINTS: Record<TicketState, string> = {
  submitted: '已经收到，会尽快处理',
  accepted: '已经受理，正在安排师傅',
  dispatched: '已经派给师傅，会尽快上门',
  started: '师傅正在修',
  finished: '已经修好，等待评价',
  rated: '已经修好了，谢谢评价',
  closed: '这一单已经结束',
  refused: '这一单没有受理，原因见下面的经过',
  cancelled: '这一单已经撤销',
}

/** L-47: the line of stages, with where the ticket is. */
export function stagesOf(state: TicketState): Stage[] {
  const dropped = state === 'refused' || state === 'cancelled'
  const last = dropped ? 2 : STAGES.length
  const reached = REACHED[state]
  const over = reached === last - 1
  return STAGES.slice(0, last).map((stage, i) => ({
    text: TICKET_STATE[over && i === reached ? state : stage],
    mark: i < reached || over ? 'done' : i === reached ? 'now' : 'ahead',
  }))
}

const stepWords = ({ at, action, by, words = '', worker }: StepView, id: number, now: number) => ({
  id,
  when: momentWords(at, now),
  title: `${by} ${TICKET_ACTION[action]}${worker ? `给 ${worker}` : ''}`,
  words,
})

const filledLines = (lines: [string, string | undefined][]): Line[] =>
  lines.flatMap(([label, value]) => (value ? [{ label, value }] : []))

function factsOf(ticket: TicketView, now: number): Line[] {
  const { place, category, detail, freeTime, reporter, number, at, hotline } = ticket
  return filledLines([
    ['地点', place],
    ['类别', category],
    ['详细情况', detail],
    ['什么时候有人', freeTime],
    ['报修人', reporter.mine ? undefined : reporterWords(reporter)],
    ['报修时间', momentWords(at, now) + (hotline ? '（电话）' : '')],
    ['单号', number],
  ])
}

function peopleOf({ assigned, reporter }: TicketView): TicketWords['people'] {
  const people: TicketWords['people'] = []
  if (assigned) {
    const { name, number, phone = '' } = assigned
    const about = wordsOf(number && `工号 ${number}`, phone)
    people.push({ id: 'worker', name, title: `${name} 师傅`, about, phone })
  }
  if (!reporter.mine && reporter.phone) {
    const { name, phone } = reporter
    people.push({ id: 'reporter', name, title: reporterWords(reporter), about: `报修人 · ${phone}`, phone })
  }
  return people
}

const starsOf = (count: number): string => '★'.repeat(count) + '☆'.repeat(5 - count)

export const ticketWords = (ticket: TicketView, now: number): TicketWords => ({
  state: TICKET_STATE[ticket.state],
  hint: expectedWords(ticket, now) || HINTS[ticket.state],
  stages: stagesOf(ticket.state),
  people: peopleOf(ticket),
  facts: factsOf(ticket, now),
  materials: ticket.materials.map(({ name, unit, asked, issued, returned }) => ({
    label: name,
    value: [
      `申请 ${asked} ${unit}`,
      issued && `已领 ${issued} ${unit}`,
      returned && `退回 ${returned} ${unit}`,
    ]
      .filter(Boolean)
      .join('，'),
  })),
  steps: ticket.timeline.map((step, id) => stepWords(step, id, now)).reverse(),
  stars: ticket.rating
    ? [
        { label: '维修结果', value: starsOf(ticket.rating.result) },
        { label: '维修效率', value: starsOf(ticket.rating.efficiency) },
      ]
    : [],
  buttons: mainActions(ticket)
    .filter(action => action !== 'rate')
    .map(action => buttonOf(action, ticket)),
  more: moreActions(ticket),
  rates: ticket.actions.includes('rate'),
  awaits: ticket.reporter.mine && isOpen(ticket.state),
})
