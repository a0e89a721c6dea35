import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import { DAY } from '#contract/kernel/time'
import type { repair } from '#contract/repair'
import { keepUploads, PHOTO, requestsFor, VOICE } from '../../kernel/files/attachments'
import { discardUploads } from '../../kernel/files/upload'
import { operationKey } from '../../kernel/idempotency'
import type { Member } from '../../kernel/identity/member'
import { consume, type RateLimit } from '../../kernel/rate-limit'
import { serialNumber } from '../../kernel/serial-number'
import type { Context, Handlers } from '../../kernel/serve'
import { hasDuty } from '../authorization'
import { createTicket, type Draft } from '../domain'
import type { Place, Ticket } from '../model'
import { tickets } from '../tables'
import { eventFor } from '../todos'
import { notificationsFor } from './notifications'
import { type CreationContext, loadForCreation } from './store'
import { ticketTerms } from './terms'
import { ticketView } from './view'

type Report = Input<(typeof repair)['ops']['create']>

/** Each report is mailed to people, so reports of a day are limited; dispatchers report for callers and are exempt. */
const REPORTS: RateLimit = { field: 'reports', most: 30, within: DAY }

export const create: Handlers<typeof repair>['create'] = async (input, context) => {
  const { actor, now, openid = '', newId } = context
  const { categoryId, placeId, place } = input
  if (!placeId && !place) refuse('PLACE_REQUIRED', { field: 'place' })
  const id = newId()
  const ids = { id, numbers: serialNumber(id, now) }
  const around = await loadForCreation(categoryId, placeId, ids)
  if (!around) return refuse('NOT_FOUND', { field: 'categoryId' })
  const made = around.made ?? (await addTicket(input, around, context))
  await discardUploads([...(input.photos ?? []), ...(input.voice ? [input.voice.fileId] : [])], openid)
  return ticketView({ ticket: made, shelf: [], people: [actor] }, actor, now)
}

/** Writes the ticket; of several attempts with one key at once, one does, and the others get its ticket. */
async function addTicket(input: Report, around: CreationContext, context: Context): Promise<Ticket> {
  const { id, category, place, number } = around
  const { actor, now, key } = context
  const { _id, name } = actor
  if (category.removed) refuse('NOT_FOUND', { field: 'categoryId' })
  if (input.placeId && !place) refuse('NOT_FOUND', { field: 'placeId' })
  if (!number) return refuse('CONFLICT')
  // Before the files are kept: a report that is refused for one of them is counted as well.
  if (!hasDuty(actor, 'repair.dispatcher'))
    await consume(REPORTS, { actor, now, key: operationKey('create', key) })
  const draft = await toDraft(input, { ...around, number }, context)
  const press = { id, action: 'create', by: { id: _id, name }, at: draft.at } as const
  const ticket = createTicket(draft, press, around)
  if (
    await tickets.add({
      ...ticket,
      outbox: notificationsFor(ticket, press, { ...around, people: [context.actor] }),
      events: [eventFor(ticket)],
    })
  )
    return ticket
  return (await tickets.first({ _id: id })) ?? refuse('CONFLICT')
}

async function toDraft(
  input: Report,
  { id, category, place, number }: CreationContext & { number: string },
  { actor, now, openid = '' }: Context,
): Promise<Draft> {
  const { summary, detail = '', photos = [], voice, location, freeTime, hotline } = input
  const spoken = voice ? [{ fileId: voice.fileId, rule: VOICE, field: 'voice' }] : []
  const kept = await keepUploads([...requestsFor(photos, PHOTO, 'photos'), ...spoken], {
    folder: 'tickets',
    press: id,
    openid,
  })
  const found = {
    number,
    summary,
    place: place ? toTicketPlace(place) : { campus: '', ...input.place! },
    reporter: reporterOf(actor, input.phone),
  }
  return {
    _id: id,
    at: now,
    category: { id: category._id, name: category.name },
    ...found,
    terms: ticketTerms(found),
    detail,
    hotline,
    photos: kept.slice(0, photos.length),
    ...(voice && { voice: { file: kept[photos.length]!, seconds: voice.seconds } }),
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

/** With the number of this report where it is another than the member's, which is looked up. */
const reporterOf = ({ _id: id, name, kind, ...member }: Member, phone?: string): Ticket['reporter'] => ({
  id,
  name,
  ...(kind === 'outside' && { outside: true }),
  ...(phone && phone !== member.phone && { phone }),
})
