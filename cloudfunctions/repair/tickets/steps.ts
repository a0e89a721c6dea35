import { refuse } from '#contract/kernel/errors'
import type { repair, TicketAction, TicketState, TicketView } from '#contract/repair'
import { discardFiles, keepUploads, PHOTO, requestsFor } from '../../kernel/files/attachments'
import { discardUploads } from '../../kernel/files/upload'
import type { Member } from '../../kernel/identity/member'
import type { Context, Handlers } from '../../kernel/serve'
import { authorize, isPossible } from '../authorization'
import { type StepFacts, step } from '../domain'
import type { Material, Ticket, TicketMaterial } from '../model'
import { reserve } from '../stock/reserve'
import type { Brought } from '../transitions'
import { notificationsFor } from './notifications'
import { countLoad, type Loaded, type LoadOptions, load, save } from './store'
import { withTerms } from './terms'
import { ticketView } from './view'

interface Requested {
  materialId: string
  count: number
}

interface StepSpec {
  /** The version that the caller saw, for steps that must not be decided on an older one. */
  seen?: number
  /** Documents to read along with the ticket. */
  along?: LoadOptions
  /** The values that the step adds to the ticket; called only when the step is possible. */
  brings?: (found: Loaded) => Brought | Promise<Brought>
  /** The step's effect on the stock, which callees make once, however often a request is repeated. */
  moves?: (ticket: Ticket, shelf: Material[]) => Promise<Material[]>
  /** Another action to do in place of the requested one; null if the ticket needs no change. */
  instead?: (ticket: Ticket) => TicketAction | null | undefined
  /** Counts the step in other documents; called only by the attempt that made it. */
  counts?: (before: Ticket, after: Ticket) => Promise<unknown>
}

/**
 * Performs a step: loads, decides, and writes on the condition that the ticket is unchanged. A retry
 * finds its step in the timeline.
 */
async function perform(
  id: string,
  action: TicketAction,
  context: Context,
  what: StepSpec = {},
): Promise<TicketView> {
  const { actor, now, newId } = context
  const found = (await load(id, what.along)) ?? refuse('NOT_FOUND')
  authorize(found.ticket, action, actor)
  const stepId = newId()
  const ticket = hasStep(found.ticket, stepId)
    ? found.ticket
    : await apply(found, { id: stepId, action }, context, what)
  const shelf = (await what.moves?.(ticket, found.shelf)) ?? found.shelf
  return ticketView({ ...found, ticket, shelf }, actor, now)
}

const hasStep = ({ timeline }: Ticket, stepId: string): boolean => timeline.some(({ id }) => id === stepId)

async function apply(
  found: Loaded,
  { id, action: asked }: Pick<StepFacts, 'id' | 'action'>,
  context: Context,
  { seen, brings, instead, counts }: StepSpec,
): Promise<Ticket> {
  const { ticket } = found
  const { actor, now } = context
  if (!isPossible(ticket, asked, actor, now)) return lostRace('REPAIR_WRONG_STATE', found, context)
  if (seen !== undefined && seen !== ticket.version) return lostRace('CONFLICT', found, context)
  const other = instead?.(ticket)
  if (other === null) return ticket
  const action = other ?? asked
  const brought = (await brings?.(found)) ?? {}
  const fact = { id, action, by: { id: actor._id, name: actor.name }, at: now }
  const after = withTerms(ticket, step(ticket, { ...fact, brings: brought }, found))
  if (await save(ticket, after, notificationsFor(after, { ...fact, words: brought.words }, found))) {
    await counts?.(ticket, after)
    return after
  }
  const current = (await load(ticket._id)) ?? refuse('NOT_FOUND')
  if (hasStep(current.ticket, id)) return current.ticket
  await discardFiles(brought.report?.photos ?? [])
  const still = isPossible(current.ticket, action, actor, now)
  return lostRace(still ? 'CONFLICT' : 'REPAIR_WRONG_STATE', current, context)
}

/** Refuses with the ticket as another write has left it. */
async function lostRace(
  code: 'CONFLICT' | 'REPAIR_WRONG_STATE',
  current: Loaded,
  { actor, now }: Context,
): Promise<never> {
  return refuse(code, { details: { current: await ticketView(current, actor, now) } })
}

type Steps =
  | 'accept'
  | 'refuse'
  | 'cancel'
  | 'dispatch'
  | 'start'
  | 'abandon'
  | 'finish'
  | 'rate'
  | 'urge'
  | 'reopen'
  | 'note'

export const steps: Pick<Handlers<typeof repair>, Steps> = {
  accept: ({ id, version, materials = [] }, context) =>
    perform(id, 'accept', context, {
      seen: version,
      along: { materialIds: materials.map(({ materialId }) => materialId) },
      brings: ({ shelf }) => ({ materials: requested(materials, shelf) }),
      moves: setAside('accepted', context),
    }),

  refuse: ({ id, version, reason }, context) =>
    perform(id, 'refuse', context, { seen: version, brings: () => ({ words: reason }) }),

  cancel: ({ id, reason }, context) =>
    perform(id, 'cancel', context, { brings: () => (reason ? { words: reason } : {}) }),

  dispatch: ({ id, workerId, words, version, materials }, context) =>
    perform(id, 'dispatch', context, {
      seen: version,
      along: {
        memberId: workerId,
        ...(materials && { materialIds: materials.map(({ materialId }) => materialId) }),
      },
      brings: ({ ticket, people, shelf }) => {
        if (materials && ticket.state !== 'submitted') refuse('INVALID_INPUT', { field: 'materials' })
        if (isWith(ticket, workerId)) return { words }
        return {
          worker: workerOf(people, workerId),
          ...(words && { words }),
          ...(materials && { materials: requested(materials, shelf) }),
        }
      },
      ...(materials && { moves: setAside('dispatched', context) }),
      // A worker who has the ticket already gets no second message; new words become a note.
      instead: ticket => (isWith(ticket, workerId) ? (words ? 'note' : null) : undefined),
      // The previous worker's load is corrected by the timer, because another call would exceed the budget.
      counts: (before, { worker }) => (before.worker?.id === worker?.id ? done : countLoad(worker!.id, 1)),
    }),

  note: ({ id, words }, context) => perform(id, 'note', context, { brings: () => ({ words }) }),

  start: ({ id }, context) => perform(id, 'start', context),

  abandon: ({ id, reason }, context) =>
    perform(id, 'abandon', context, {
      brings: () => ({ words: reason }),
      counts: ({ worker }) => countLoad(worker!.id, -1),
    }),

  async finish({ id, report, used = '', photos = [] }, context) {
    const { openid = '' } = context
    const view = await perform(id, 'finish', context, {
      brings: async () => ({
        words: report,
        report: {
          words: report,
          used,
          photos: await keepUploads(requestsFor(photos, PHOTO, 'photos'), {
            folder: 'tickets',
            press: context.newId(),
            openid,
          }),
        },
      }),
      counts: ({ worker }) => countLoad(worker!.id, -1),
    })
    await discardUploads(photos, openid)
    return view
  },

  rate: ({ id, result, efficiency, words = '' }, context) =>
    perform(id, 'rate', context, { brings: () => ({ rating: { result, efficiency, words } }) }),

  urge: ({ id }, context) => perform(id, 'urge', context),

  reopen: ({ id, reason }, context) => perform(id, 'reopen', context, { brings: () => ({ words: reason }) }),
}

/** The lines of a ticket for the materials it asks for; refuses NOT_FOUND for an unknown one. */
const requested = (materials: Requested[], shelf: Material[]): TicketMaterial[] =>
  materials.map(({ materialId, count: asked }) => {
    const { name, unit } =
      shelf.find(({ _id }) => _id === materialId) ?? refuse('NOT_FOUND', { field: 'materials' })
    return { materialId, name, unit, asked, issued: 0, returned: 0 }
  })

/** Reserves the materials of a ticket, unless it has moved on from the step that asked for them. */
const setAside =
  (state: TicketState, { actor, now }: Context) =>
  async (ticket: Ticket, shelf: Material[]): Promise<Material[]> =>
    ticket.state === state
      ? reserve(ticket, shelf, { by: { id: actor._id, name: actor.name }, at: now })
      : shelf

const done = Promise.resolve()

const isWith = ({ state, worker }: Ticket, workerId: string): boolean =>
  worker?.id === workerId && (state === 'dispatched' || state === 'started')

/** The member to dispatch: active, and with the duty of a worker; refuses WORKER_UNAVAILABLE. */
function workerOf(people: Member[], workerId: string): Ticket['worker'] {
  const member = people.find(({ _id }) => _id === workerId)
  const mends = member?.state === 'active' && member.duties.some(({ duty }) => duty === 'repair.worker')
  if (!mends) return refuse('WORKER_UNAVAILABLE', { field: 'workerId' })
  const { _id: id, name, account: number = '' } = member
  return { id, name, number }
}
