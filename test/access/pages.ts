import type { Pages } from '../journeys/view'
import { seen } from '../make/seen'

export const pages: Pages = {
  views: {
    'features/access/groups/groups': [{ as: 'a-system', shows: 'group-create' }],
    'features/access/group-edit/group-edit': [
      { as: 'a-system', shows: 'group-save' },
      { as: 'a-system', state: 'faulty', taps: ['group-save'], shows: 'group-problem' },
      { as: 'a-system', state: 'scope', taps: ['group-scope'], shows: 'group-scope-sheet' },
      { as: 'a-system', query: ({ groupId }) => `id=${groupId}`, state: 'known', shows: 'group-remove' },
    ],
    'features/access/explain-access/explain-access': [{ as: 'a-system', shows: 'why-ask' }],
    'features/access/audit/audit': [{ as: 'a-system' }],
  },
  async prepare(world) {
    const { id } = await world.as('a-system').access.saveGroup({
      name: '文学院办公室',
      members: ['t-su'],
      scope: ['lit'],
      contacts: true,
      rights: [{ application: 'room', manage: true }],
    })
    await world.as('a-system').directory.freeze({ id: 'm-19', ...seen(world, 'm-19'), reason: '手机遗失' })
    return { groupId: id }
  },
}
