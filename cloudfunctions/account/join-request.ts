import { createHash } from 'node:crypto'
import type { account } from '#contract/account'
import type { Department } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import { table } from '../kernel/data/table'
import { operationKey } from '../kernel/idempotency'
import { type JoinRequest, joinRequests, joinRequestView } from '../kernel/identity/join-request'
import type { Member } from '../kernel/identity/member'
import { TREE_ID, type TreeDocument } from '../kernel/identity/tree'
import type { Handlers } from '../kernel/serve'
import { toUpdate } from './member-write'

const organisation = table<TreeDocument>('organisation')

export const joinRequestHandlers: Pick<Handlers<typeof account>, 'apply' | 'joinRequest'> = {
  async apply(input, { actor, openid = refuse('NO_WECHAT'), now, key }) {
    if (!canApply(actor)) refuse('ALREADY_JOINED')
    const lastKey = operationKey('apply', key)
    const { departments, request } = await loadOwnRequest(openid)
    if (lastKey && request?.lastKey === lastKey) return joinRequestView(request)
    if (!departments.some(({ id }) => id === input.departmentId))
      refuse('NOT_FOUND', { field: 'departmentId' })
    if (request?.state === 'pending') refuse('ALREADY_APPLIED')
    const row = rowOf(input, { openid, at: now, lastKey, version: (request?.version ?? 0) + 1 })
    if (await write(row, request)) return joinRequestView(row)
    const winner = (await loadOwnRequest(openid)).request
    return winner && lastKey && winner.lastKey === lastKey
      ? joinRequestView(winner)
      : refuse('ALREADY_APPLIED')
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

/** Whoever is no member: a stranger, somebody who left, or somebody from outside. */
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
export const joinRequestId = (openid: string): string =>
  createHash('sha256').update(`request\n${openid}`).digest('hex').slice(0, 32)

const OPTIONAL = { phone: undefined, mail: undefined, reason: undefined, answer: undefined }

function rowOf(
  input: Input<(typeof account)['ops']['apply']>,
  made: Pick<JoinRequest, 'openid' | 'at' | 'lastKey' | 'version'>,
): JoinRequest {
  return { _id: joinRequestId(made.openid), state: 'pending', ...input, ...made }
}

/** Over what was decided before, or as the first; false when another press came in between. */
function write(row: JoinRequest, before: JoinRequest | undefined): Promise<boolean> {
  if (!before) return joinRequests.add(row)
  const { _id, ...fields } = row
  return joinRequests.update({ _id, version: before.version }, toUpdate({ ...OPTIONAL, ...fields }))
}
