import { repairPages } from '#contract/features/repair'
import { TICKET_STATE, type TicketAction } from '#contract/repair'
import {
  materialWords,
  momentWords,
  NO_NUMBER,
  placeWords,
  reporterWords,
  TICKET_MESSAGES,
  type TicketFacts,
  type TicketMessage,
} from '#contract/repair.messages'
import { todoKey } from '../../kernel/events/event'
import type { Member } from '../../kernel/identity/member'
import type { Message } from '../../kernel/messages/message'
import type { StepFacts, TicketRules } from '../domain'
import type { Ticket } from '../model'
import { type Told, TRANSITIONS } from '../transitions'
import { phoneOf } from './view'

/** The rules, with the reporter, the worker and whoever is sent. */
type Facts = TicketRules & { people: Member[] }
type Words = Partial<Record<Told, TicketMessage>>
const MESSAGES: Partial<Record<StepFacts['action'], Words>> = TICKET_MESSAGES

/**
 * The messages about a step, from the ticket after it, to the receivers that the transition names; the actor gets none.
 */
export const notificationsFor = (
  ticket: Ticket,
  press: Omit<StepFacts, 'brings'> & { words?: string },
  rules: Facts,
): Message[] => {
  const facts = factsOf(ticket, press, rules)
  return (TRANSITIONS[press.action].tells ?? []).flatMap(told => {
    const receivers = receiversOf(told, ticket, press.action, rules)
    if (!receivers || receivers.to.includes(press.by.id)) return []
    const { title, text, names, todo } = MESSAGES[press.action]![told]!
    const message = {
      id: `${press.id}-${told}`,
      deduplicationKey: press.id,
      feature: 'repair',
      title,
      text: text(facts),
      at: press.at,
      ...(todo && { todo: todoKey('repair', ticket._id, todo) }),
    }
    const about = names && {
      about: [(names === 'worker' ? (ticket.worker ?? press.by) : ticket.reporter).id],
    }
    return [
      {
        ...message,
        ...receivers,
        ...about,
        page: pageOf(told, ticket),
        ...channels(told, ticket, press, message, rules),
      },
    ]
  })
}

/** A replaced worker is led to their list of tasks, which no longer has the ticket. */
const pageOf = (told: Told, { _id }: Ticket): string =>
  told === 'replaced' ? repairPages.tasks : repairPages.ticket(_id)

/** The worker who was assigned before the last dispatch, if it assigned another one. */
function replacedIn({ timeline, worker }: Ticket): string | undefined {
  const last = timeline.filter(({ action }) => SENDING.includes(action)).at(-2)
  return last?.action === 'dispatch' && last.worker?.id !== worker?.id ? last.worker?.id : undefined
}

/** Steps after which only the worker they assign, if any, is on the way. */
const SENDING: TicketAction[] = ['dispatch', 'abandon', 'withdraw', 'finish', 'reopen']

/** The receivers of one kind; undefined when the ticket has none of it. */
function receiversOf(
  told: Told,
  ticket: Ticket,
  action: TicketAction,
  { category, settings }: TicketRules,
): Pick<Message, 'to' | 'duty' | 'addresses'> | undefined {
  const { reporter, worker, materials, timeline } = ticket
  const replaced = replacedIn(ticket)
  const addresses = [...new Set([...(category?.mails ?? []), ...settings.mails])]
  switch (told) {
    case 'reporter':
      return { to: [reporter.id] }
    case 'worker':
      return worker && { to: [worker.id] }
    case 'replaced':
      return replaced ? { to: [replaced] } : undefined
    case 'dispatchers':
      return action === 'urge' && worker ? undefined : { to: [], duty: 'repair.dispatcher' }
    case 'keepers':
      // A later dispatch asks for nothing new.
      return materials.length && timeline.at(-2)?.to === 'submitted'
        ? { to: [], duty: 'repair.keeper' }
        : undefined
    case 'addresses':
      return addresses.length ? { to: [], addresses } : undefined
  }
}

/** The channels besides the app: mail to addresses, subscribe messages to single people, SMS at two moments. */
function channels(
  told: Told,
  { number, summary, state, worker }: Ticket,
  { action, at }: Pick<StepFacts, 'action' | 'at'>,
  { title, text }: { title: string; text: string },
  { people }: Facts,
): Pick<Message, 'sms' | 'mail' | 'subscribe'> {
  if (told === 'addresses') return { mail: { subject: `${title}：${summary}`, text } }
  if (told !== 'reporter' && told !== 'worker') return {}
  const values = [number, summary, TICKET_STATE[state], momentWords(at)]
  const subscribe = { template: 'repairProgress' as const, values }
  if (told === 'worker' || !worker) return { subscribe }
  if (action === 'dispatch') {
    const values = [worker.number, worker.name, phoneOf(people, worker.id) ?? NO_NUMBER]
    return { subscribe, sms: { template: 'repairAccepted', values } }
  }
  return { subscribe, ...(action === 'finish' && { sms: { template: 'repairFinished', values: [number] } }) }
}

function factsOf(
  ticket: Ticket,
  { by, words }: { by: { name: string }; words?: string },
  { people }: Facts,
): TicketFacts {
  const { number, summary, detail, category, place, reporter, freeTime, at, worker, materials } = ticket
  const phone = reporter.phone ?? phoneOf(people, reporter.id)
  return {
    number,
    summary,
    detail,
    category: category.name,
    place: placeWords(place),
    at,
    reporter: reporterWords(reporter),
    materials: materialWords(materials),
    worker: worker?.name ?? by.name,
    ...(phone && { phone }),
    ...(freeTime && { freeTime }),
    ...(words && { words }),
  }
}
