import { _, type Aggregate } from '../../kernel/data/cloud'
import type { Fields } from '../../kernel/data/table'
import { withEvents } from '../../kernel/events/carry'
import type { Member } from '../../kernel/identity/member'
import { type Message, withMessages } from '../../kernel/messages/message'
import type { TicketRules } from '../domain'
import type { Category, Material, Place, Settings, Ticket } from '../model'
import { categories, tickets, workers } from '../tables'
import { eventFor } from '../todos'

/** The settings until an administrator saves some. */
export const SETTINGS: Settings = { _id: 'settings', holidays: [], mails: [], version: 0, lastKey: '' }

/** A ticket with the documents that decisions on it need. */
export interface Loaded extends TicketRules {
  ticket: Ticket
  /** The materials that the ticket asks for, or those of `materialIds`. */
  shelf: Material[]
  /** The reporter, the worker, and the member who is named. */
  people: Member[]
}

interface Joined extends Ticket {
  categories: Category[]
  settings: Settings[]
  shelf: Material[]
  members: Member[]
}

/** Documents to read along with a ticket. */
export interface LoadOptions {
  materialIds?: string[]
  memberId?: string
}

/** Reads no materials, for steps that need none. */
export const NO_SHELF: LoadOptions = { materialIds: [] }

/** At most `limit` tickets that match, each with its materials, category and settings, in one call. */
export async function loadAll(filter: Fields, limit: number, along: LoadOptions = {}): Promise<Loaded[]> {
  const { materialIds, memberId = '' } = along
  const rows = await tickets.aggregate<Joined>(limit, pipeline =>
    withSettings(
      pipeline
        .match(filter)
        .limit(limit)
        .project({ outbox: 0, events: 0, terms: 0 })
        .addFields({
          shelf: materialIds ?? '$materials.materialId',
          members: ['$reporter.id', '$worker.id', memberId],
        })
        .lookup({ from: 'materials', localField: 'shelf', foreignField: '_id', as: 'shelf' })
        .lookup({ from: 'members', localField: 'members', foreignField: '_id', as: 'members' })
        .lookup({
          from: 'repair_categories',
          localField: 'category.id',
          foreignField: '_id',
          as: 'categories',
        })
        .project({ 'members.terms': 0, 'members.audit': 0, 'members.outbox': 0 }),
    ),
  )
  return rows.map(({ categories, settings, shelf, members, ...ticket }) => ({
    ticket,
    category: categories[0],
    settings: settings[0] ?? SETTINGS,
    shelf,
    people: members,
  }))
}

const withSettings = (pipeline: Aggregate): Aggregate =>
  pipeline
    .addFields({ settings: SETTINGS._id })
    .lookup({ from: 'repair_settings', localField: 'settings', foreignField: '_id', as: 'settings' })

/** The ticket with the documents around it; null when there is none. */
export const load = async (id: string, along?: LoadOptions): Promise<Loaded | null> =>
  (await loadAll({ _id: id }, 1, along))[0] ?? null

/** Identifiers of a new ticket, computed before anything is read. */
interface NewTicketIds {
  id: string
  /** Candidates for the number, of which the first unused one is taken. */
  numbers: string[]
}

/** The documents that a new ticket is made from. */
export interface CreationContext extends Required<TicketRules>, NewTicketIds {
  place?: Place
  /** The ticket, if an earlier attempt with the same key has made it. */
  made?: Ticket
  /** Absent when other tickets use all candidates. */
  number?: string
}

/** Reads all that a report refers to, in one call; null when there is no such category. */
export async function loadForCreation(
  categoryId: string,
  placeId = '',
  ids: NewTicketIds,
): Promise<CreationContext | null> {
  type Found = Category & {
    settings: Settings[]
    places: Place[]
    made: Ticket[]
    others: Ticket[]
  }
  const [found] = await categories.aggregate<Found>(1, pipeline =>
    withSettings(pipeline.match({ _id: categoryId }).project({ audit: 0 }))
      .addFields({ places: placeId, made: ids.id, others: ids.numbers })
      .lookup({ from: 'places', localField: 'places', foreignField: '_id', as: 'places' })
      .lookup({ from: 'tickets', localField: 'made', foreignField: '_id', as: 'made' })
      .lookup({ from: 'tickets', localField: 'others', foreignField: 'number', as: 'others' })
      .project({ 'made.outbox': 0, 'made.events': 0 }),
  )
  if (!found) return null
  const { settings, places, made, others, ...category } = found
  const number = ids.numbers.find(candidate => !others.some(other => other.number === candidate))
  return {
    ...ids,
    category,
    settings: settings[0] ?? SETTINGS,
    place: places[0],
    made: made[0],
    number,
  }
}

/** Writes the ticket after a step, with the messages about it, unless it has changed since `before` was read. */
export const save = (before: Ticket, after: Ticket, messages: Message[]): Promise<boolean> =>
  tickets.update(
    { _id: before._id, version: before.version },
    { ...changes(before, after), ...withMessages(messages), ...withEvents([eventFor(after)]) },
  )

/** The differing fields, each replaced as a whole; the timeline only grows. */
function changes(before: Ticket, after: Ticket): Fields {
  const { timeline, ...fields } = after
  const names = Object.keys({ ...before, ...fields }) as (keyof typeof fields)[]
  const differing = names.filter(name => fields[name] !== before[name] && name !== ('timeline' as string))
  return {
    ...Object.fromEntries(
      differing.map(name => [name, fields[name] === undefined ? _.remove() : _.set(fields[name])]),
    ),
    timeline: _.push(timeline.slice(before.timeline.length)),
  }
}

/** The projection for lists, which leaves long fields out. */
export const LINE: Record<string, 0> = {
  timeline: 0,
  outbox: 0,
  events: 0,
  terms: 0,
  photos: 0,
  detail: 0,
  report: 0,
}

/** Counts a worker's open tickets up or down; the timer corrects counts that an interrupted step leaves out. */
export const countLoad = (workerId: string, by: 1 | -1): Promise<boolean> =>
  workers.update({ _id: workerId }, { load: _.inc(by) })
