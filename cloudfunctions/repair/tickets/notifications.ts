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
import type { Message } from '../../kernel/messages/message'
import type { StepFacts, TicketRules } from '../domain'
import type { Ticket } from '../model'
import { type Told, TRANSITIONS } from '../transitions'

type Words = Partial<Record<Told, TicketMessage>>
const MESSAGES: Partial<Record<StepFacts['action'], Words>> = TICKET_MESSAGES

/** What a step, after it, tells everybody the table names; nobody is told what they did themselves. */
export const notificationsFor = (
  ticket: Ticket,
  press: Omit<StepFacts, 'brings'> & { words?: string },
  rules: TicketRules,
): Message[] => {
  const facts = factsOf(ticket, press)
  return (TRANSITIONS[press.action].tells ?? []).flatMap(told => {
    const receivers = receiversOf(told, ticket, rules)
    if (!receivers || receivers.to.includes(press.by.id)) return []
    const { title, text, names } = MESSAGES[press.action]![told]!
    const message = { id: `${press.id}-${told}`, feature: 'repair', title, text: text(facts), at: press.at }
    const about = names && {
      about: [(names === 'worker' ? (ticket.worker ?? press.by) : ticket.reporter).id],
    }
    return [
      {
        ...message,
        ...receivers,
        ...about,
        page: pageOf(told, ticket),
        ...channels(told, ticket, press, message),
      },
    ]
  })
}

/** A replaced worker can no longer open the ticket. */
const pageOf = (told: Told, { _id }: Ticket): string =>
  told === 'replaced' ? repairPages.tasks : repairPages.ticket(_id)

/** Who was on the way when somebody else was sent. */
function replacedIn({ timeline, worker }: Ticket): string | undefined {
  const last = timeline.filter(({ action }) => SENDING.includes(action)).at(-2)
  return last?.action === 'dispatch' && last.worker?.id !== worker?.id ? last.worker?.id : undefined
}

/** After a step of these, nobody is on the way but whom it sends. */
const SENDING: TicketAction[] = ['dispatch', 'abandon', 'finish', 'reopen']

/** Nobody, where there is nothing for them. */
function receiversOf(
  told: Told,
  ticket: Ticket,
  { category, settings }: TicketRules,
): Pick<Message, 'to' | 'duty' | 'addresses'> | undefined {
  const { reporter, worker, materials } = ticket
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
      return { to: [], duty: 'repair.dispatcher' }
    case 'keepers':
      return materials.length ? { to: [], duty: 'repair.keeper' } : undefined
    case 'addresses':
      return addresses.length ? { to: [], addresses } : undefined
  }
}

/** The channels besides the app: mail to addresses, what WeChat allows to single people, SMS at two moments. */
function channels(
  told: Told,
  { number, summary, state, worker }: Ticket,
  { action, at }: Pick<StepFacts, 'action' | 'at'>,
  { title, text }: { title: string; text: string },
): Pick<Message, 'sms' | 'mail' | 'subscribe'> {
  if (told === 'addresses') return { mail: { subject: `${title}：${summary}`, text } }
  if (told !== 'reporter' && told !== 'worker') return {}
  const values = [number, summary, TICKET_STATE[state], momentWords(at)]
  const subscribe = { template: 'repairProgress' as const, values }
  if (told === 'worker' || !worker) return { subscribe }
  if (action === 'dispatch') {
    const values = [worker.number, worker.name, worker.phone ?? NO_NUMBER]
    return { subscribe, sms: { template: 'repairAccepted', values } }
  }
  return { subscribe, ...(action === 'finish' && { sms: { template: 'repairFinished', values: [number] } }) }
}

function factsOf(ticket: Ticket, { by, words }: { by: { name: string }; words?: string }): TicketFacts {
  const { number, summary, detail, category, place, reporter, freeTime, at, worker, materials } = ticket
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
    ...(reporter.phone && { phone: reporter.phone }),
    ...(freeTime && { freeTime }),
    ...(words && { words }),
  }
}
