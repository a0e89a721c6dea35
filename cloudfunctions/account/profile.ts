import type { account } from '#contract/account'
import type { Input } from '#contract/kernel/rpc'
import { storage } from '../kernel/data/cloud'
import { table } from '../kernel/data/table'
import { AVATAR, keepUploads } from '../kernel/files/attachments'
import { discardUploads, nameUpload } from '../kernel/files/upload'
import { operationKey } from '../kernel/idempotency'
import type { Member } from '../kernel/identity/member'
import { searchFields } from '../kernel/identity/member-index'
import { TREE_ID, type TreeDocument } from '../kernel/identity/tree'
import type { Handlers } from '../kernel/serve'
import { meOf } from './me'
import { type Change, previousOpenids, updateMember } from './member-write'

const organisation = table<TreeDocument>('organisation')

export const profile: Pick<Handlers<typeof account>, 'update' | 'requestUpload' | 'avatar' | 'unbind'> = {
  async update(input, { actor, key }) {
    const press = operationKey('update', key)
    const change = toChange(actor, input)
    // Who changes the office number, or whom it is shown to, is found by what it is now.
    const found = 'office' in change || 'shows' in change ? await searchFieldsAfter(actor, change) : {}
    return meOf(await updateMember(actor, { ...change, ...found }, press))
  },

  requestUpload: async ({ extension }, context) => ({ path: await nameUpload(extension, context) }),

  async avatar({ fileId }, { actor, openid = '', key }) {
    const press = operationKey('avatar', key)
    if (press && actor.lastKey === press) {
      await discardUploads([fileId], openid)
      return meOf(actor)
    }
    const [avatar] = await keepUploads([{ fileId, rule: AVATAR, field: 'fileId' }], 'avatars', openid)
    // Gone before the row forgets it, so that it is not left behind when this ends half-way.
    if (actor.avatar && actor.avatar !== avatar) await storage.remove([actor.avatar])
    const member = await updateMember(actor, { avatar }, press)
    await discardUploads([fileId], openid)
    return meOf(member)
  },

  async unbind(_, { actor, key }) {
    if (actor?.state !== 'active') return meOf(actor)
    await updateMember(
      actor,
      { openid: undefined, wechats: previousOpenids(actor) },
      operationKey('unbind', key),
    )
    return meOf(null)
  },
}

/** Contacts that are empty go; who sees what stays where nothing is said. */
function toChange(actor: Member, { shows, ...contacts }: Input<(typeof account)['ops']['update']>): Change {
  const given = Object.entries(contacts).map(([name, value]) => [name, value || undefined])
  return { ...Object.fromEntries(given), ...(shows && { shows: { ...actor.shows, ...shows } }) }
}

async function searchFieldsAfter(actor: Member, change: Change): Promise<Change> {
  const { departments } = (await organisation.first({ _id: TREE_ID })) ?? { departments: [] }
  return searchFields({ ...actor, ...(change as Partial<Member>) }, departments)
}
