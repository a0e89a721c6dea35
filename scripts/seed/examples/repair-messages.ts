import { repairPages } from '#contract/features/repair'
import { HOUR } from '#contract/kernel/time'
import {
  materialWords,
  placeWords,
  TICKET_MESSAGES,
  type TicketFacts,
  type TicketMessage,
} from '#contract/repair.messages'
import { derivedId } from '../../../cloudfunctions/kernel/derived-id'
import type { DeliveryRow } from '../../../cloudfunctions/message/model'
import type { Step, Ticket } from '../../../cloudfunctions/repair/model'
import { type Told as Receiver, TRANSITIONS } from '../../../cloudfunctions/repair/transitions'
import { categories } from '../repairs/settings'
import type { Told } from './told'

const WORDS: Partial<Record<Step['action'], Partial<Record<Receiver, TicketMessage>>>> = TICKET_MESSAGES

/** The people behind each kind of receiver; mails to addresses are no messages in the app. */
function receiversOf(kind: Receiver, { reporter }: Ticket, { worker, by }: Step): string[] {
  if (kind === 'reporter') return [reporter.id]
  if (kind === 'worker') return worker ? [worker.id] : []
  if (kind === 'dispatchers') return ['d-logistics', 'a-repair'].filter(id => id !== by.id)
  return kind === 'keepers' ? ['k-store'] : []
}

const factsOf = (ticket: Ticket, { by, words, worker }: Step): TicketFacts => ({
  number: ticket.number,
  summary: ticket.summary,
  detail: ticket.detail,
  category: ticket.category.name,
  place: placeWords(ticket.place),
  reporter: ticket.reporter.name,
  at: ticket.at,
  materials: materialWords(ticket.materials),
  worker: worker?.name ?? by.name,
  ...(words && { words }),
})

/** Everything that the steps of the tickets told people until now. */
export const repairMessages = (tickets: Ticket[], now: Date): Told[] =>
  tickets.flatMap(ticket =>
    ticket.timeline
      .filter(({ at }) => at <= now)
      .flatMap(step => (TRANSITIONS[step.action].tells ?? []).flatMap(kind => toldBy(ticket, step, kind))),
  )

function toldBy(ticket: Ticket, step: Step, kind: Receiver): Told[] {
  const words = WORDS[step.action]?.[kind]
  const isTold = words && (kind !== 'keepers' || ticket.materials.length > 0)
  if (!isTold) return []
  const named = words.names && (words.names === 'worker' ? (step.worker ?? step.by) : ticket.reporter).id
  return receiversOf(kind, ticket, step).map(to => ({
    to,
    feature: 'repair',
    title: words.title,
    text: words.text(factsOf(ticket, step)),
    at: step.at,
    page: repairPages.ticket(ticket._id),
    ...(named && { about: [named] }),
  }))
}

/** A mail that the server of the woodworkers refused. */
export function deadLetter(tickets: Ticket[], now: Date): DeliveryRow {
  const ticket = tickets.find(({ category }) => category.id === 'c-wood')!
  const { title, text } = TICKET_MESSAGES.create.addresses
  const [address] = categories.find(({ _id }) => _id === ticket.category.id)!.mails
  const messageId = derivedId(ticket._id, address!)
  const body = text(factsOf(ticket, ticket.timeline[0]!))
  return {
    _id: `${messageId}-mail`,
    messageId,
    to: '',
    address: address!,
    channel: 'mail',
    title,
    at: new Date(Math.min(+ticket.at, +now - HOUR)),
    content: { mail: { subject: `${title}：${ticket.summary}`, text: body } },
    about: [ticket.reporter.id],
    state: 'failed',
    tries: 1,
    reason: '550',
  }
}
