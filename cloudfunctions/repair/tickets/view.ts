import { iso } from '#contract/kernel/time'
import { RESOLUTION_OF, type TicketRow, type TicketView } from '#contract/repair'
import { placeWords } from '#contract/repair.messages'
import { addressesOf } from '../../kernel/files/attachments'
import type { Member } from '../../kernel/identity/member'
import { actionsOf, canCall, canReadNotes } from '../authorization'
import { asOf } from '../domain'
import type { Material, Ticket } from '../model'
import { usesOf } from '../stock/view'

/** A line of a list. */
export function ticketRow(ticket: Ticket, actor: Member, now: Date): TicketRow {
  const { state } = asOf(ticket, now)
  const {
    _id: id,
    number,
    category,
    place,
    summary,
    at,
    changedAt,
    escalatesAt,
    worker,
    overdue,
    hotline,
  } = ticket
  return {
    id,
    number,
    state,
    resolution: RESOLUTION_OF[state],
    category: category.name,
    summary,
    place: placeWords(place),
    at: iso(at),
    changedAt: iso(changedAt),
    ...(escalatesAt && !overdue && escalatesAt > now && { expectedBy: iso(escalatesAt) }),
    overdue,
    hotline,
    ...(worker && { worker: worker.name }),
    actions: actionsOf(ticket, actor, now),
    version: ticket.version,
  }
}

/** A ticket with what its view looks up. */
export interface TicketParts {
  ticket: Ticket
  shelf: Material[]
  /** At least the reporter and the worker. */
  people: Member[]
}

/** The present number of a member. */
export const phoneOf = (people: readonly Member[], id: string): string | undefined =>
  people.find(({ _id }) => _id === id)?.phone

/** The only door through which a whole ticket leaves the server, for who may read it; files as addresses that expire. */
export async function ticketView(
  { ticket, shelf, people }: TicketParts,
  actor: Member,
  now: Date,
): Promise<TicketView> {
  const { voice, report, location, freeTime, rating } = ticket
  const addressOf = await addressesOf(
    [...(ticket.photos ?? []), ...(report?.photos ?? []), voice?.file ?? []].flat(),
  )
  const pictures = (files: string[]) => files.flatMap(file => addressOf(file) ?? [])
  const recording = voice && addressOf(voice.file)
  return {
    ...ticketRow(ticket, actor, now),
    detail: ticket.detail,
    photos: pictures(ticket.photos ?? []),
    ...(recording && { voice: { url: recording, seconds: voice.seconds } }),
    ...(location && { location }),
    ...(freeTime && { freeTime }),
    ...(rating && { rating }),
    ...(report && { report: { ...report, photos: pictures(report.photos) } }),
    ...peopleOf(ticket, people, actor),
    materials: usesOf(ticket, shelf),
    timeline: timelineFor(ticket, actor),
  }
}

function peopleOf(ticket: Ticket, people: Member[], actor: Member) {
  const { reporter, worker, abandoned } = ticket
  const phone = reporter.phone ?? phoneOf(people, reporter.id)
  const workerPhone = worker && phoneOf(people, worker.id)
  return {
    reporter: {
      name: reporter.name,
      mine: reporter.id === actor._id,
      ...(reporter.outside && { outside: reporter.outside }),
      ...(phone && canCall(ticket, actor) && { phone }),
    },
    ...(worker && { assigned: { ...worker, ...(workerPhone && { phone: workerPhone }) } }),
    abandoned: abandoned.map(({ name, reason, at }) => ({ name, reason, at: iso(at) })),
  }
}

const timelineFor = (ticket: Ticket, actor: Member): TicketView['timeline'] =>
  ticket.timeline
    .filter(({ action }) => action !== 'note' || canReadNotes(ticket, actor))
    .map(({ at, action, by, words, worker }) => ({
      at: iso(at),
      action,
      by: by.name,
      ...(words && { words }),
      ...(worker && { worker: worker.name }),
    }))
