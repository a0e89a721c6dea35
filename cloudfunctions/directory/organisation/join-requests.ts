import type { directory } from '#contract/directory'
import { DIRECTORY_MESSAGES } from '#contract/directory.messages'
import { refuse } from '#contract/kernel/errors'
import { _ } from '../../kernel/data/cloud'
import { byTime, listPage } from '../../kernel/data/page'
import { falseIfDuplicate } from '../../kernel/data/table'
import { withEvents } from '../../kernel/events/carry'
import { unknownSubjects } from '../../kernel/events/todos'
import { members } from '../../kernel/identity/actor'
import { type JoinRequest, joinRequests, joinRequestView } from '../../kernel/identity/join-request'
import { joinRequestEvent } from '../../kernel/identity/join-request-event'
import type { Member } from '../../kernel/identity/member'
import { newMember } from '../../kernel/identity/member-index'
import { ALL, can, departmentsWithin } from '../../kernel/identity/policy'
import { proofsChange } from '../../kernel/identity/proofs'
import { dueJob } from '../../kernel/jobs'
import { type Message, toMail, withMessages } from '../../kernel/messages/message'
import { revise, toUpdate } from '../../kernel/revise'
import type { Context, Handlers } from '../../kernel/serve'
import { importAccountAfter } from './import-account'
import { conflictingClaim, loadWithClaims, type WithClaims } from './load-with-claims'

export const list: Handlers<typeof directory>['joinRequests'] = ({ page }, { actor }) => {
  const inside = departmentsWithin(actor, 'directory.admin')
  const where = [{ state: 'pending' }, ...(inside === ALL ? [] : [{ departmentId: _.in(inside) }])]
  return listPage(joinRequests, { where, order: byTime('at', 1), page }, joinRequestView)
}

/**
 * The decision is written first, so that of two administrators one is heard; then the member, under an id that
 * follows from the request, so that pressing again completes what was interrupted.
 */
export const decideJoinRequest: Handlers<typeof directory>['decideJoinRequest'] = async (input, context) => {
  const { id, version, accept, reason } = input
  const { actor } = context
  const asked = await loadWithClaims(joinRequests, id, 'own')
  if (!asked || !can(actor, 'directory.admin', asked.found.departmentId)) refuse('NOT_FOUND')
  const state = accept ? ('accepted' as const) : ('refused' as const)
  const request = await revise(joinRequests, context, {
    op: 'decideJoinRequest',
    read: asked.found,
    load: async () => (await joinRequests.first({ _id: id })) ?? refuse('NOT_FOUND'),
    decide(before) {
      if (accept && before.state === state) return null
      if (before.state !== 'pending' || before.version !== version)
        refuse('CONFLICT', { details: { current: joinRequestView(before) } })
      if (accept) checkAcceptable(asked)
      const { departmentId, name } = before
      return {
        set: { state, ...(reason && { answer: reason }) },
        audit: {
          action: 'decideJoinRequest',
          departments: [departmentId],
          target: { kind: 'joinRequest', id, name },
          after: { state },
          ...(reason && { reason }),
        },
        events: after => [joinRequestEvent(after, undefined, context.now)],
      }
    },
    view: joinRequestView,
  })
  return accept ? join(asked, request, context) : joinRequestView(request)
}

/** Refuses requests for a department that is gone, and by applicants whose claims other members have. */
function checkAcceptable(asked: WithClaims<JoinRequest>): void {
  const { departments, found } = asked
  if (!departments.some(({ id }) => id === found.departmentId)) refuse('NOT_FOUND', { field: 'departmentId' })
  const taken = conflictingClaim(asked, formerMember(asked))
  if (taken) refuse(taken === 'openid' ? 'ALREADY_JOINED' : 'ALREADY_REGISTERED', { field: taken })
}

/**
 * The applicant's own row, where they are from outside, or have left: it becomes the new member's. Members of another
 * college stay there, and nobody who is frozen gets out of that by a request.
 */
function formerMember({ others, found }: WithClaims<JoinRequest>): Member | undefined {
  const row = others.openid
  const decided = found.state === 'accepted'
  const theirs =
    row &&
    row.state !== 'frozen' &&
    !row.frozen &&
    (row.kind === 'outside' || row.state === 'left' || (decided && row.account === found.account))
  return theirs ? row : undefined
}

/**
 * The administrator vouches for the applicant, whose WeChat is bound at once; there is one member however often this
 * runs. The phone and mail of the request are no proof: the member has only those that their own row has proved, until
 * they prove others by a code.
 */
async function join(asked: WithClaims<JoinRequest>, request: JoinRequest, context: Context) {
  const { now } = context
  const { departments } = asked
  const { openid, name, departmentId, post, account, phone, mail } = request
  const row = formerMember(asked)
  if (row && row.account === account && row.state === 'active') return joinRequestView(request)
  const _id = row?._id ?? memberIdOf(request)
  const home = departments.find(({ id }) => id === departmentId)
  const member = newMember(
    {
      _id,
      openid,
      name,
      account,
      kind: home?.kind === 'class' ? 'student' : 'staff',
      departments: [departmentId],
      posts: post ? [post] : [],
    },
    departments,
  )
  const unproven = [phone, mail].filter(
    (claimed): claimed is string => !!claimed && claimed !== row?.phone && claimed !== row?.mail,
  )
  const told = invitation(request, _id, unproven, now)
  const done = row
    ? await takeOver(row, member, told, context)
    : await members.add({ ...member, outbox: [told] })
  if (done || (await members.first({ _id, account }))) return joinRequestView(request)
  // Another member registered the same account or number meanwhile, so the request is decided again.
  const again: JoinRequest = { ...request, state: 'pending', version: request.version + 1, lastKey: '' }
  const { state, version, lastKey } = again
  await joinRequests.update(
    { _id: request._id, version: request.version },
    { state, version, lastKey, ...withEvents([joinRequestEvent(again, asked.others.openid?._id, now)]) },
  )
  return refuse('ALREADY_REGISTERED')
}

/** A WeChat that applies again after it left becomes another member. */
const memberIdOf = ({ _id, version }: JoinRequest): string => `${_id}-${version}`

/** Keeps the row's id, so that its repairs and messages become the member's. */
function takeOver(row: Member, member: Member, told: Message, context: Context): Promise<boolean> {
  const { _id, version: _version, lastKey: _key, shows: _shows, ...fields } = member
  const { actor, now } = context
  const after = { ...row, ...fields }
  const { messages, ...proofs } = proofsChange(row, after, { id: told.id, at: now, by: actor })
  const importAccount = importAccountAfter(row, after.account, actor)
  const change = {
    ...fields,
    ...proofs,
    importAccount,
    duties: [],
    scoped: undefined,
    leftAt: undefined,
    erasedAt: undefined,
  }
  const update = { ...toUpdate(change), version: _.inc(1), ...withMessages([told, ...messages]) }
  return falseIfDuplicate(members.update({ _id, version: row.version }, update))
}

/** Told also at the addresses of the request, which are not the member's as long as no code has proved them. */
const invitation = (request: JoinRequest, memberId: string, unproven: string[], now: Date): Message => ({
  id: memberIdOf(request),
  feature: 'directory',
  to: [memberId],
  ...(unproven.length && { former: unproven }),
  at: now,
  ...DIRECTORY_MESSAGES.joined(unproven.length > 0),
  sms: { template: 'joined', values: [request.name] },
  mail: toMail(DIRECTORY_MESSAGES.joinedMail(request.name)),
})

type Applied = JoinRequest & { applicants: Pick<Member, '_id' | 'state'>[] }

/** Has requests that wait carry their state that the to-dos do not know. */
export const stateRequests = dueJob<Applied>(
  (_now, limit) =>
    joinRequests.aggregate(limit, pipeline =>
      unknownSubjects(pipeline.match({ state: 'pending' }), 'directory', '$_id')
        .limit(limit)
        .lookup({ from: 'members', localField: 'openid', foreignField: 'openid', as: 'applicants' }),
    ),
  ({ applicants: [applicant], ...request }, now) => {
    const { _id, version } = request
    const event = joinRequestEvent(request, applicant?.state === 'active' ? applicant._id : undefined, now)
    return joinRequests.update({ _id, version, 'events.id': _.neq(event.id) }, withEvents([event]))
  },
)
