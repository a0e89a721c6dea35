import type { Pages } from '../journeys/view'
import { waitToJoin } from '../make/join-requests'

export const pages: Pages = {
  views: {
    'features/account/join/join': [
      { as: 'stranger', shows: 'join-phone' },
      { as: 'stranger', state: 'code', taps: ['join-sms'], shows: 'code-address' },
    ],
    'features/account/apply/apply': [
      { as: 'stranger', shows: 'apply-send' },
      { as: 'applied', state: 'waiting', shows: 'apply-state' },
    ],
    'features/account/profile/profile': [{ as: 't-lin', shows: 'profile-save' }],
    'features/account/contact/contact': [{ as: 't-lin', query: 'channel=mail', shows: 'code-address' }],
    'features/account/privacy/privacy': [{ as: 't-lin', shows: 'privacy-export' }],
  },
  async prepare(world) {
    await waitToJoin(world)
  },
}
