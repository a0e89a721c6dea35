import type { account } from '#contract/account'
import { JOIN_ASKED } from '#contract/account.messages'
import type { Department } from '#contract/directory'
import { directoryPages } from '#contract/features/directory'
import { refuse } from '#contract/kernel/errors'
import { table } from '../kernel/data/table'
import { derivedId } from '../kernel/derived-id'
import { todoKey } from '../kernel/events/event'
import { type JoinRequest, joinRequests, joinRequestView } from '../kernel/identity/join-request'
import { joinRequestEvent } from '../kernel/identity/join-request-event'
import type { Member } from '../kernel/identity/member'
import { TREE_ID, type TreeDocument } from '../kernel/identity/tree'
import type { Message } from '../kernel/messages/message'
import { revise } from '../kernel/revise'
import type { Handlers } from '../kernel/serve'

const organisation = table<TreeDocument>('organisation')

export const joinRequestHandlers: Pick<Handlers<typeof account>, 'apply' | 'joinRequest'> = {
  async apply(input, context) {
    const { actor, openid = refuse('NO_WECHAT'), now, newId } = context
    if (!canApply(actor)) refuse('ALREADY_JOINED')
    const outside = actor?.kind === 'outside' && { outside: true as const }
    const asked = { ...input, ...outside, state: 'pending' as const, at: now }
    let departments: Department[] = []
    const request = await revise(joinRequests, context, {
      op: 'apply',
      async load() {
        const own = await loadOwnRequest(openid)
        departments = own.departments
        return own.request ?? { ...asked, _id: joinRequestId(openid), openid, version: 0, lastKey: '' }
      },
      decide({ _id, version, state }) {
        if (!departments.some(({ id }) => id === input.departmentId))
          refuse('NOT_FOUND', { field: 'departmentId' })
        if (version && state === 'pending') refuse('ALREADY_APPLIED')
        return {
          set: { ...OPTIONAL, ...asked },
          messages: [askMessage({ _id, departmentId: input.departmentId }, newId(), now)],
          events: after => [joinRequestEvent(after, actor?.state === 'active' ? actor._id : undefined, now)],
        }
      },
    })
    return joinRequestView(request)
  },

  async joinRequest(_, { openid }) {
    const { departments, request } = await loadOwnRequest(openid ?? '')
    return {
      departments: departments.map(({ id, name, parent }) => ({ id, name, parent })),
      phoneButton: process.env.PHONE_BUTTON !== 'off',
      ...(request && { joinRequest: joinRequestView(request) }),
    }
  },
}

/** The message to the administrators of the department; it names nobody, because the applicant can be anyone. */
const askMessage = (
  { _id, departmentId }: Pick<JoinRequest, '_id' | 'departmentId'>,
  id: string,
  at: Date,
): Message => ({
  id: `${id}-ask`,
  feature: 'directory',
  to: [],
  duty: 'directory.admin',
  departmentId,
  at,
  ...JOIN_ASKED,
  page: directoryPages.joinRequests,
  todo: todoKey('directory', _id, 'directory.joinRequest'),
  digest: { kind: 'directory.joinRequest', page: directoryPages.joinRequests },
})

/** True for a stranger, a former member, or a person from outside. */
const canApply = (actor: Member | null): boolean =>
  !actor || actor.state === 'left' || (actor.state === 'active' && actor.kind === 'outside')

/** The organisation and the caller's request, in one call. */
async function loadOwnRequest(openid: string): Promise<{ departments: Department[]; request?: JoinRequest }> {
  const [found] = await organisation.aggregate<TreeDocument & { requests: JoinRequest[] }>(1, pipeline =>
    pipeline
      .match({ _id: TREE_ID })
      .addFields({ requestId: joinRequestId(openid) })
      .lookup({ from: 'join_requests', localField: 'requestId', foreignField: '_id', as: 'requests' }),
  )
  return { departments: found?.departments ?? [], request: found?.requests[0] }
}

/** Each WeChat has one document, so it cannot have two requests that wait. */
export const joinRequestId = (openid: string): string => derivedId('request', openid)

/** Fields that an earlier request, or the answer to it, may have left. */
const OPTIONAL = {
  phone: undefined,
  mail: undefined,
  reason: undefined,
  answer: undefined,
  outside: undefined,
}
