import type { account } from '#contract/account'
import type { Input } from '#contract/kernel/rpc'
import type { Member } from '../kernel/actor'
import { storage } from '../kernel/cloud'
import { pressOf } from '../kernel/press'
import { findable } from '../kernel/roster'
import type { Handlers } from '../kernel/serve'
import { table } from '../kernel/table'
import { TREE_ID, type TreeDocument } from '../kernel/tree'
import { dropUploads, uploaded } from '../kernel/upload'
import { type Change, hadBefore, rewrite } from './change'
import { meOf } from './me'

const LARGEST_AVATAR = 2 * 1024 * 1024

const organisation = table<TreeDocument>('organisation')

export const profile: Pick<Handlers<typeof account>, 'update' | 'avatar' | 'unbind'> = {
  async update(input, { actor, key }) {
    const press = pressOf('update', key)
    const change = changeOf(actor, input)
    // Who changes the office number, or whom it is shown to, is found by what it is now.
    const found = 'office' in change || 'shows' in change ? await findableAs(actor, change) : {}
    return meOf(await rewrite(actor, { ...change, ...found }, press))
  },

  async avatar({ fileId }, { actor, openid = '', key, newId }) {
    const press = pressOf('avatar', key)
    if (press && actor.lastKey === press) {
      await dropUploads([fileId], openid)
      return meOf(actor)
    }
    const { kind, content } = await uploaded(fileId, openid, ['jpg', 'png'], LARGEST_AVATAR)
    const avatar = await storage.upload(`avatars/${newId()}.${kind}`, content)
    // Gone before the row forgets it, so that it is not left behind when this ends half-way.
    if (actor.avatar && actor.avatar !== avatar) await storage.remove([actor.avatar])
    const member = await rewrite(actor, { avatar }, press)
    await dropUploads([fileId], openid)
    return meOf(member)
  },

  async unbind(_, { actor, key }) {
    if (actor?.state !== 'active') return meOf(actor)
    await rewrite(actor, { openid: undefined, wechats: hadBefore(actor) }, pressOf('unbind', key))
    return meOf(null)
  },
}

/** Contacts that are empty go; who sees what stays where nothing is said. */
function changeOf(actor: Member, { shows, ...contacts }: Input<(typeof account)['ops']['update']>): Change {
  const given = Object.entries(contacts).map(([name, value]) => [name, value || undefined])
  return { ...Object.fromEntries(given), ...(shows && { shows: { ...actor.shows, ...shows } }) }
}

async function findableAs(actor: Member, change: Change): Promise<Change> {
  const { departments } = (await organisation.first({ _id: TREE_ID })) ?? { departments: [] }
  return findable({ ...actor, ...(change as Partial<Member>) }, departments)
}
