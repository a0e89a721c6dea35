import type { directory } from '#contract/directory'
import { DIRECTORY_MESSAGES } from '#contract/directory.messages'
import { accountPages } from '#contract/features/account'
import { refuse } from '#contract/kernel/errors'
import type { AuditRow } from '../../kernel/audit'
import { _, $ } from '../../kernel/data/cloud'
import { type Fields, table } from '../../kernel/data/table'
import { addressesOf } from '../../kernel/files/attachments'
import { pageCode } from '../../kernel/files/code'
import { operationKey } from '../../kernel/idempotency'
import { members } from '../../kernel/identity/actor'
import { ALL, departmentsWithin } from '../../kernel/identity/policy'
import { descendants } from '../../kernel/identity/tree'
import { type Message, toMail } from '../../kernel/messages/message'
import { type Change, revise } from '../../kernel/revise'
import type { Context, Handlers } from '../../kernel/serve'
import { currentTree } from '../tree'

/** The one invitation of the organisation, and the batch that was mailed last. */
interface Invitation {
  _id: 'invitation'
  /** File of the mini program code. */
  code: string
  /** Members of the last batch; they are marked after it is written, so they are left out until then. */
  batch: string[]
  last: { queued: number; left: number }
  version: number
  lastKey: string
  audit?: AuditRow[]
  outbox?: Message[]
}

const invitations = table<Invitation>('organisation')
const INVITATION = { _id: 'invitation' } as const
/** Where the code leads, as the code wants it: without the slash. The scene tells the page that one was invited. */
const PAGE = accountPages.join.slice(1)
const SCENE = 'invite'
const BATCH = 500

/** The code to print or to put on the intranet; with `send`, a mail to the next who have not joined. */
export const invite: Handlers<typeof directory>['invite'] = async ({ departmentId, send }, context) => {
  const where = await scopeOf(departmentId, context)
  const before = await loadInvitation()
  const code = await addressOf(before)
  if (send) return { code, ...(await mailNext(before, where, context)) }
  const { total } = await notInvited(where, before.batch)
  return { code, queued: 0, left: total }
}

/** Mails to one batch, the same however often the press is repeated. */
async function mailNext(read: Invitation, where: Fields, context: Context): Promise<Invitation['last']> {
  let none: Invitation['last'] | undefined
  let interrupted: string[] = []
  const { batch, last } = await revise(invitations, context, {
    op: 'invite',
    read,
    load: loadInvitation,
    async decide(before) {
      const { total, ids } = await notInvited(where, before.batch)
      none = ids.length ? undefined : { queued: 0, left: total }
      if (none) return null
      interrupted = before.batch
      return batchOf(ids, total, context)
    },
  })
  if (none) return (await lastOf(operationKey('invite', context.key))) ?? none
  await markInvited([...interrupted, ...batch], context.now)
  return last
}

/** The condition of who may be invited: everybody, or those of the departments; NOT_FOUND outside one's own. */
async function scopeOf(departmentId: string | undefined, { actor }: Context): Promise<Fields> {
  const own = departmentsWithin(actor, 'directory.admin')
  if (!departmentId) return own === ALL ? {} : { departments: _.in(own) }
  const tree = actor.tree ?? (await currentTree()).departments
  const known = tree.some(({ id }) => id === departmentId)
  if (!known || !(own === ALL || own.includes(departmentId))) refuse('NOT_FOUND')
  return { departments: _.in([...descendants(tree, departmentId)]) }
}

async function loadInvitation(): Promise<Invitation> {
  const found = await invitations.first(INVITATION)
  if (found) return found
  const code = await pageCode({ page: PAGE, scene: SCENE, path: 'invitation/code.png' })
  const last = { queued: 0, left: 0 }
  const fresh: Invitation = { ...INVITATION, code, batch: [], last, version: 1, lastKey: '' }
  // Two at once draw the same picture in the same place.
  await invitations.add(fresh)
  return fresh
}

/** The result of a concurrent request with the same key, which may have taken the last people. */
async function lastOf(key: string): Promise<Invitation['last'] | undefined> {
  const now = key ? await invitations.first(INVITATION) : undefined
  return now && now.lastKey === key ? now.last : undefined
}

const addressOf = async ({ code }: Invitation): Promise<string> =>
  (await addressesOf([code]))(code) ?? refuse('NOT_FOUND')

/** How many could be mailed, and the next of them. */
async function notInvited(where: Fields, batch: string[]): Promise<{ total: number; ids: string[] }> {
  const [all] = await members.aggregate<{ total: number; ids: string[] }>(1, pipeline =>
    pipeline
      .match({ ...NOT_INVITED, ...where, ...(batch.length && { _id: _.nin(batch) }) })
      .group({ _id: null, total: $.sum(1), ids: $.push('$_id') })
      .project({ total: 1, ids: $.slice(['$ids', BATCH]) }),
  )
  return all ?? { total: 0, ids: [] }
}

const NOT_INVITED = {
  state: 'active',
  mail: _.gt(''),
  openid: _.exists(false),
  invitedAt: _.exists(false),
}

const markInvited = (ids: string[], now: Date): Promise<number> =>
  members.updateAll({ _id: _.in(ids), invitedAt: _.exists(false) }, { invitedAt: now })

/** The batch, its mails and the entry of the audit in one write. */
function batchOf(ids: string[], total: number, { now, newId }: Context): Change<Invitation> {
  const id = newId()
  return {
    set: { batch: ids, last: { queued: ids.length, left: total - ids.length } },
    messages: [messageOf(id, ids, now)],
    audit: {
      id: `${id}-invite`,
      action: 'invite',
      departments: [],
      target: { kind: 'invitation', id, name: '加入邀请' },
      after: { 人数: String(ids.length) },
    },
  }
}

/** The text that goes to the whole organisation; the address of the code expires, so the way in is told in words. */
function messageOf(id: string, to: string[], at: Date): Message {
  const told = DIRECTORY_MESSAGES.invited()
  return { id: `${id}-invite`, feature: 'directory', to, ...told, at, mail: toMail(told) }
}
