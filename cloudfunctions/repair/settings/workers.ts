import { refuse } from '#contract/kernel/errors'
import type { repair, WorkerView } from '#contract/repair'
import { auditEntry, withAudit } from '../../kernel/audit'
import { _, type Aggregate, joinPipeline } from '../../kernel/data/cloud'
import { members } from '../../kernel/identity/actor'
import { grantMessage } from '../../kernel/identity/grant-message'
import type { DutyOf, Member } from '../../kernel/identity/member'
import { ALL, can, canGrant } from '../../kernel/identity/policy'
import { withMessages } from '../../kernel/messages/message'
import { revise } from '../../kernel/revise'
import { searchTerms } from '../../kernel/search/terms'
import type { Context, Handlers } from '../../kernel/serve'
import type { Ticket, Worker } from '../model'
import { tickets, workers } from '../tables'
import { type Fit, rankWorkers } from './proposal'

const DUTY = 'repair.worker'
/** More than any institution has. */
const MAX_WORKERS = 500

/** A worker must still be on the roster. */
const isWorker = (member: Member | undefined): member is Member =>
  member?.state === 'active' && member.duties.some(({ duty }) => duty === DUTY)

const view = (
  { _id: id, skills, campuses, onDuty, load, rated, version }: Worker,
  { name, account = '', phone }: Member,
  fit: { proposed?: number; why: WorkerView['why'] },
): WorkerView => ({
  id,
  name,
  number: account,
  terms: searchTerms({ names: [name], numbers: [account] }),
  skills,
  campuses,
  onDuty,
  load,
  version,
  ...fit,
  ...(phone && { phone }),
  ...(rated.count && { rating: Math.round((rated.sum / rated.count) * 10) / 10 }),
})

/** A worker with the row of the roster. */
interface WorkerWithMember extends Worker {
  members: Member[]
}

const withMembers = (pipeline: Aggregate): Aggregate =>
  pipeline
    .match({ load: _.gte(0) })
    .sort({ load: 1, _id: 1 })
    .limit(MAX_WORKERS)
    .lookup({ from: 'members', localField: '_id', foreignField: '_id', as: 'members' })
    .project({ audit: 0, 'members.terms': 0, 'members.audit': 0, 'members.outbox': 0 })

/** Workers of the list who can be sent. */
const available = (rows: WorkerWithMember[]): { worker: Worker; member: Member }[] =>
  rows.flatMap(({ members: [member], ...worker }) => (isWorker(member) ? [{ worker, member }] : []))

type RepairJob = Pick<Ticket, 'category' | 'place' | 'abandoned'> & { workers: WorkerWithMember[] }

/** Loads the ticket's job with all workers in one call. Refuses NOT_FOUND. */
async function loadJob(id: string): Promise<RepairJob> {
  const [job] = await tickets.aggregate<RepairJob>(1, pipeline =>
    pipeline
      .match({ _id: id })
      .project({ category: 1, place: 1, abandoned: 1 })
      .lookup({ from: 'repair_workers', pipeline: joinPipeline(withMembers), as: 'workers' }),
  )
  return job ?? refuse('NOT_FOUND', { field: 'id' })
}

export const workerHandlers: Pick<Handlers<typeof repair>, 'workers' | 'saveWorker'> = {
  /** L-19, L-38: those who pass the filters, the proposed ones first and numbered. */
  async workers({ id, skill, campus, onDuty }) {
    const passes = ({ worker }: Pick<Fit, 'worker'>) =>
      (!skill || worker.skills.includes(skill)) &&
      (!campus || worker.campuses.includes(campus)) &&
      (onDuty === undefined || worker.onDuty === onDuty)
    if (!id) {
      const all = available(await workers.aggregate<WorkerWithMember>(MAX_WORKERS, withMembers))
      return { items: all.filter(passes).map(({ worker, member }) => view(worker, member, { why: [] })) }
    }
    const { category, place, abandoned, workers: rows } = await loadJob(id)
    const all = available(rows)
    const job = { skill: category.name, campus: place.campus, gaveUp: abandoned.map(one => one.id) }
    const memberOf = new Map(all.map(({ worker, member }) => [worker._id, member]))
    const fits = rankWorkers(
      all.map(({ worker }) => worker),
      job,
    ).filter(passes)
    return {
      items: fits.map(({ worker, fits, why }, i) =>
        view(worker, memberOf.get(worker._id)!, { why, ...(fits && { proposed: i + 1 }) }),
      ),
    }
  },

  /** L-39: adding a worker grants them the duty, if the actor may. Refuses BEYOND_OWN_RIGHTS. */
  async saveWorker({ id, version, onDuty, ...asked }, context) {
    const [skills, campuses] = [[...new Set(asked.skills)], [...new Set(asked.campuses)]]
    const { member, worker } = await loadCandidate(id)
    if (!isWorker(member)) checkMayGrant(context.actor)
    const saved = await revise(workers, context, {
      op: 'saveWorker',
      read: worker,
      seen: version,
      load: async () => (await loadCandidate(id)).worker,
      decide: () => ({
        set: { name: member.name, skills, campuses, onDuty },
        audit: {
          id: `${context.newId()}-worker`,
          action: 'saveWorker',
          departments: member.departments,
          target: { kind: 'member', id, name: member.name },
          after: { skills: skills.join(' '), campuses: campuses.join(' '), onDuty: String(onDuty) },
        },
      }),
      view: current => view(current, member, { why: [] }),
    })
    // A retry completes a change that was interrupted here.
    if (!isWorker(member)) await grantWorkerDuty(member, context)
    return view(saved, member, { why: [] })
  },
}

/** Loads a member who can be entered as a worker, with their row or a new one. Refuses NOT_FOUND. */
async function loadCandidate(id: string): Promise<{ member: Member; worker: Worker }> {
  const [found] = await members.aggregate<Member & { workers: Worker[] }>(1, pipeline =>
    pipeline
      .match({ _id: id })
      .lookup({ from: 'repair_workers', localField: '_id', foreignField: '_id', as: 'workers' }),
  )
  if (found?.state !== 'active' || found.kind === 'outside') return refuse('NOT_FOUND', { field: 'id' })
  const { workers: rows, ...member } = found
  return { member, worker: rows[0] ?? { ...NEW_WORKER, _id: id, name: member.name } }
}

const NEW_WORKER: Omit<Worker, '_id' | 'name'> = {
  skills: [],
  campuses: [],
  onDuty: true,
  load: 0,
  rated: { sum: 0, count: 0 },
  version: 0,
  lastKey: '',
}

/** The duty is held for everywhere. */
const GRANT: DutyOf = { duty: DUTY, scope: [ALL] }

/** Allowed to administrators of all repairs, who need not be workers themselves. */
function checkMayGrant(actor: Member): void {
  if (!canGrant(actor, GRANT) && !can(actor, 'repair.admin', ALL))
    refuse('BEYOND_OWN_RIGHTS', { field: 'id' })
}

async function grantWorkerDuty(member: Member, { actor, now: at, newId }: Context): Promise<void> {
  const message = grantMessage(member, [DUTY], { id: newId(), at, by: actor })
  const audit = auditEntry(actor, {
    id: newId(),
    at,
    action: 'grantDuty',
    departments: member.departments,
    target: { kind: 'member', id: member._id, name: member.name },
    after: { duty: DUTY, scope: ALL },
  })
  const given = {
    duties: _.push([GRANT]),
    version: _.inc(1),
    ...withAudit(audit),
    ...withMessages([message]),
  }
  await members.update({ _id: member._id, 'duties.duty': _.neq(DUTY) }, given)
}
