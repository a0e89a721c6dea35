import { createHash } from 'node:crypto'
import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import { dateOf } from '#contract/kernel/time'
import type { repair } from '#contract/repair'
import { discardUploads } from '../../kernel/files/upload'
import type { Member } from '../../kernel/identity/member'
import type { Context, Handlers } from '../../kernel/serve'
import { createTicket, type Draft, hasDuty } from '../domain'
import type { Place, Ticket } from '../model'
import { keepUploads, PHOTO, VOICE } from './files'
import { notificationsFor } from './notifications'
import { type CreationContext, loadForCreation, tickets } from './store'
import { ticketTerms } from './terms'
import { ticketView } from './view'

type Report = Input<(typeof repair)['ops']['create']>

/** How many numbers are looked at: that all of a day's are taken does not happen. */
const CANDIDATES = 5

/** Each report is mailed to people: nobody makes more a day, but those who take calls. */
const MOST_A_DAY = 30

/** What one says on the phone: `260301-4821`, from the day and the id; others where that one is taken. */
const candidateNumbers = (id: string, at: Date): string[] =>
  Array.from({ length: CANDIDATES }, (_, i) => {
    const digits = createHash('sha256').update(`${id}-${i}`).digest().readUInt32BE() % 10_000
    return `${dateOf(at).slice(2).replaceAll('-', '')}-${String(digits).padStart(4, '0')}`
  })

export const create: Handlers<typeof repair>['create'] = async (input, context) => {
  const { actor, now, openid = '', newId } = context
  const { categoryId, placeId, place } = input
  if (!placeId && !place) refuse('PLACE_REQUIRED', { field: 'place' })
  const id = newId()
  const ids = { id, numbers: candidateNumbers(id, now), madeOn: `${dateOf(now)} ${actor._id}` }
  const around = await loadForCreation(categoryId, placeId, ids)
  if (!around) return refuse('NOT_FOUND', { field: 'categoryId' })
  const made = around.made ?? (await addTicket(input, around, context))
  await discardUploads([...(input.photos ?? []), ...(input.voice ? [input.voice.fileId] : [])], openid)
  return ticketView(made, [], actor, now)
}

/** Writes the ticket; of the same press several times at once, one does, and the others get what it wrote. */
async function addTicket(input: Report, around: CreationContext, context: Context): Promise<Ticket> {
  const { id, category, place, number, today } = around
  const { _id, name } = context.actor
  if (category.removed) refuse('NOT_FOUND', { field: 'categoryId' })
  if (input.placeId && !place) refuse('NOT_FOUND', { field: 'placeId' })
  if (today >= MOST_A_DAY && !hasDuty(context.actor, 'repair.dispatcher')) refuse('TOO_OFTEN')
  if (!number) return refuse('CONFLICT')
  const draft = await toDraft(input, { ...around, number }, context)
  const press = { id, action: 'create', by: { id: _id, name }, at: draft.at } as const
  const ticket = createTicket(draft, press, around)
  if (await tickets.add({ ...ticket, outbox: notificationsFor(ticket, press, around) })) return ticket
  return (await tickets.first({ _id: id })) ?? refuse('CONFLICT')
}

async function toDraft(
  input: Report,
  { id, category, place, madeOn, number }: CreationContext & { number: string },
  { actor, now, openid = '' }: Context,
): Promise<Draft> {
  const { summary, detail = '', photos = [], voice, location, freeTime, hotline } = input
  const [pictures, recordings] = await Promise.all([
    keepUploads(photos, PHOTO, openid, `${id}-photo`),
    keepUploads(voice ? [voice.fileId] : [], VOICE, openid, `${id}-voice`),
  ])
  const found = {
    number,
    summary,
    place: place ? toTicketPlace(place) : { campus: '', ...input.place! },
    reporter: reporterOf(actor, input.phone),
  }
  return {
    _id: id,
    at: now,
    madeOn,
    category: { id: category._id, name: category.name },
    ...found,
    terms: ticketTerms(found),
    detail,
    hotline,
    photos: pictures,
    ...(voice && { voice: { file: recordings[0]!, seconds: voice.seconds } }),
    ...(location && { location }),
    ...(freeTime && { freeTime }),
  }
}

const toTicketPlace = ({ _id: id, campus, building, room }: Place): Ticket['place'] => ({
  id,
  campus,
  building,
  room,
})

/** Who mends may call: the number of this report, or else the person's own. */
const reporterOf = ({ _id: id, name, ...member }: Member, phone = member.phone): Ticket['reporter'] => ({
  id,
  name,
  ...(phone && { phone }),
})
