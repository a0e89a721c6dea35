import type { account } from '#contract/account'
import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import { DAY } from '#contract/kernel/time'
import { storage } from '../kernel/data/cloud'
import { table } from '../kernel/data/table'
import { AVATAR, keepUploads } from '../kernel/files/attachments'
import { discardUploads, nameUpload } from '../kernel/files/upload'
import { operationKey } from '../kernel/idempotency'
import type { Member } from '../kernel/identity/member'
import { searchFields } from '../kernel/identity/member-index'
import { TREE_ID, type TreeDocument } from '../kernel/identity/tree'
import { consume, type RateLimit } from '../kernel/rate-limit'
import type { Handlers } from '../kernel/serve'
import { meOf } from './me'
import { previousOpenids, reviseMember } from './member-write'

/** Each name for an upload is a row until the nightly timer. */
const UPLOADS: RateLimit = { field: 'uploads', most: 300, within: DAY }
const organisation = table<TreeDocument>('organisation')

export const profile: Pick<Handlers<typeof account>, 'update' | 'requestUpload' | 'avatar' | 'unbind'> = {
  async update(input, context) {
    const { actor } = context
    const change = toChange(actor, input)
    // Search terms depend on the office number and its visibility.
    const found = 'office' in change || 'shows' in change ? await searchFieldsAfter(actor, change) : {}
    return meOf(await reviseMember(actor, 'update', context, { set: { ...change, ...found } }))
  },

  async requestUpload({ extension }, context) {
    const { actor, openid, now, key } = context
    if (!openid) return refuse('NO_WECHAT')
    await consume(UPLOADS, { actor, now, key: operationKey('requestUpload', key) })
    return { path: await nameUpload(extension, { ...context, openid }) }
  },

  async avatar({ fileId }, context) {
    const { actor, openid = '', key } = context
    const press = operationKey('avatar', key)
    if (press && actor.lastKey === press) {
      await discardUploads([fileId], openid)
      return meOf(actor)
    }
    const [avatar] = await keepUploads([{ fileId, rule: AVATAR, field: 'fileId' }], {
      folder: 'avatars',
      press: context.newId(),
      openid,
    })
    // The old picture is removed before the row forgets it, so that an interruption leaves no file behind.
    if (actor.avatar && actor.avatar !== avatar) await storage.remove([actor.avatar])
    const member = await reviseMember(actor, 'avatar', context, { set: { avatar } })
    await discardUploads([fileId], openid)
    return meOf(member)
  },

  async unbind(_, context) {
    const { actor } = context
    if (actor?.state !== 'active') return meOf(actor)
    await reviseMember(actor, 'unbind', context, {
      set: { openid: undefined, wechats: previousOpenids(actor) },
    })
    return meOf(null)
  },
}

/** An empty contact is removed; visibility that the input leaves out stays. */
function toChange(
  actor: Member,
  { shows, ...contacts }: Input<(typeof account)['ops']['update']>,
): Partial<Member> {
  const given = Object.entries(contacts).map(([name, value]) => [name, value || undefined])
  return { ...Object.fromEntries(given), ...(shows && { shows: { ...actor.shows, ...shows } }) }
}

async function searchFieldsAfter(actor: Member, change: Partial<Member>): Promise<Partial<Member>> {
  const { departments } = (await organisation.first({ _id: TREE_ID })) ?? { departments: [] }
  return searchFields({ ...actor, ...change }, departments)
}
