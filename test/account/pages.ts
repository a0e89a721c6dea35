import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import type { Pages } from '../journeys/view'
import { waitToJoin } from '../make/join-requests'
import { insert } from '../make/rows'
import type { World } from '../make/world'

/** A person from outside, whom the university names by their number. */
async function offerMembership(world: World): Promise<void> {
  const phone = '19900006601'
  const row = {
    _id: 'offered',
    openid: 'o-offered',
    name: '魏来',
    kind: 'outside' as const,
    departments: [],
    phone,
  }
  await insert(world, 'members', newMember(row, []))
  await world.as('a-system').directory.saveMember({
    name: '魏来',
    account: '20260001',
    departments: ['library'],
    posts: ['馆员'],
    phone,
  })
}

/** A member whose account another WeChat asks for. */
const REBINDS = newMember(
  {
    _id: 'rebinds',
    openid: 'o-rebinds',
    name: '换机人',
    kind: 'staff',
    departments: ['library'],
    wechatRequest: { openid: 'o-other', by: 'phone', at: new Date('2026-03-01T00:00:00Z') },
  },
  [],
)

export const pages: Pages = {
  views: {
    'features/account/join/join': [
      { as: 'stranger', shows: 'join-phone' },
      { as: 'stranger', state: 'code', taps: ['join-sms'], shows: 'code-address' },
      { as: 'stranger', state: 'notice', taps: ['privacy-link'], shows: 'privacy-notice' },
    ],
    'features/account/apply/apply': [
      { as: 'stranger', shows: 'apply-send' },
      { as: 'stranger', state: 'faulty', taps: ['apply-send'], shows: 'apply-problem' },
      { as: 'applied', state: 'waiting', shows: 'apply-state' },
    ],
    'features/account/profile/profile': [
      { as: 't-lin', shows: 'profile-save' },
      { as: 'rebinds', state: 'asked', shows: 'profile-wechat-accept' },
    ],
    'features/account/contact/contact': [{ as: 't-lin', query: 'channel=mail', shows: 'code-address' }],
    'features/account/privacy/privacy': [
      { as: 't-lin', shows: 'privacy-export' },
      { as: 't-lin', state: 'exported', taps: ['privacy-export'], shows: 'privacy-files' },
    ],
    'features/account/offers/offers': [
      { as: 'offered', shows: 'action-accept' },
      { as: 't-lin', state: 'empty', shows: 'state-empty' },
    ],
  },
  async prepare(world) {
    await waitToJoin(world)
    await offerMembership(world)
    await insert(world, 'members', REBINDS)
  },
}
