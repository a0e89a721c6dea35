import type { directory } from '#contract/directory'
import { DIRECTORY_MESSAGES } from '#contract/directory.messages'
import { accountPages } from '#contract/features/account'
import { refuse } from '#contract/kernel/errors'
import { type AuditRow, auditEntry, withAudit } from '../../kernel/audit'
import { _, $ } from '../../kernel/data/cloud'
import { type Fields, table } from '../../kernel/data/table'
import { addressesOf } from '../../kernel/files/attachments'
import { pageCode } from '../../kernel/files/code'
import { operationKey } from '../../kernel/idempotency'
import { members } from '../../kernel/identity/actor'
import { ALL, departmentsWithin } from '../../kernel/identity/policy'
import { descendants } from '../../kernel/identity/tree'
import { type Message, toMail, withMessages } from '../../kernel/messages/message'
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
const TRIES = 4

/** The code to print or to put on the intranet; with `send`, a mail to the next who have not joined. */
export const invite: Handlers<typeof directory>['invite'] = async ({ departmentId, send }, context) => {
  const where = await scopeOf(departmentId, context)
  const lastKey = send ? operationKey('invite', context.key) : ''
  for (let tries = 0; tries < TRIES; tries++) {
    const invitation = await loadInvitation()
    const code = await addressOf(invitation)
    if (lastKey && invitation.lastKey === lastKey) {
      await markInvited(invitation.batch, context.now)
      return { code, ...invitation.last }
    }
    const { total, ids } = await notInvited(where, invitation.batch)
    if (!send) return { code, queued: 0, left: total }
    if (!ids.length) return { code, ...((await lastOf(lastKey)) ?? { queued: 0, left: total }) }
    const last = { queued: ids.length, left: total - ids.length }
    if (!(await saveBatch(invitation, { ids, last, lastKey }, context))) continue
    await markInvited([...invitation.batch, ...ids], context.now)
    return { code, ...last }
  }
  return refuse('CONFLICT')
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

/** The result of the same press, where it was sent twice at once and the other was quicker. */
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

interface Batch {
  ids: string[]
  last: Invitation['last']
  lastKey: string
}

/** The batch, its mails and the entry of the audit in one write; false when somebody else was quicker. */
function saveBatch(
  { version }: Invitation,
  { ids, last, lastKey }: Batch,
  context: Context,
): Promise<boolean> {
  const { actor, now, newId } = context
  const id = newId()
  const audit = auditEntry(actor, {
    id: `${id}-invite`,
    at: now,
    action: 'invite',
    departments: [],
    target: { kind: 'invitation', id, name: '加入邀请' },
    after: { 人数: String(ids.length) },
  })
  return invitations.update(
    { ...INVITATION, version },
    {
      batch: _.set(ids),
      last: _.set(last),
      lastKey,
      version: version + 1,
      ...withAudit(audit),
      ...withMessages([messageOf(id, ids, now)]),
    },
  )
}

/** The text that goes to the whole organisation; the address of the code expires, so the way in is told in words. */
function messageOf(id: string, to: string[], at: Date): Message {
  const told = DIRECTORY_MESSAGES.invited()
  return { id: `${id}-invite`, feature: 'directory', to, ...told, at, mail: toMail(told) }
}
