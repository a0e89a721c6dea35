import type { Pages } from '../journeys/view'
import { waitToJoin } from '../make/join-requests'
import { seen } from '../make/seen'
import { csv, HEADINGS } from '../make/sheets'
import { uploadedBy } from '../make/upload'
import type { World } from '../make/world'

export const pages: Pages = {
  views: {
    'features/directory/people/search/search': [
      { as: 't-lin', shows: 'search-text' },
      { as: 't-lin', state: 'found', types: ['search-text', 'l'], shows: 'person-t-lin' },
      { as: 't-lin', state: 'nobody', types: ['search-text', '没有这个人'], shows: 'state-empty' },
    ],
    'features/directory/people/department/department': [
      { as: 't-lin', shows: 'department-cs' },
      { as: 't-lin', query: 'id=cs', state: 'college' },
      { as: 't-lin', query: 'id=library', state: 'people' },
    ],
    'features/directory/people/person/person': [
      { as: 't-lin', query: 'id=t-su', shows: 'person-name' },
      { as: 'a-system', query: 'id=s-chen', state: 'administering', shows: 'person-freeze' },
      {
        as: 'a-system',
        query: 'id=s-chen',
        state: 'freezing',
        taps: ['person-freeze'],
        shows: 'ask-sheet',
      },
      {
        as: 'a-system',
        query: 'id=s-chen',
        state: 'revealing',
        taps: ['reveal-phone'],
        shows: 'ask-sheet',
      },
      { as: 'a-system', query: 'id=m-19', state: 'frozen', shows: 'person-frozen' },
      { as: 't-lin', query: 'id=nobody', state: 'missing', shows: 'state-failed' },
    ],
    'features/directory/organisation/members/members': [
      { as: 'a-system', shows: 'members-add' },
      { as: 'a-college', state: 'college', shows: 'members-add' },
    ],
    'features/directory/organisation/member-edit/member-edit': [
      { as: 'a-system', shows: 'member-save' },
      { as: 'a-system', state: 'faulty', taps: ['member-save'], shows: 'member-problem' },
      { as: 'a-system', query: 'id=t-su', state: 'known', shows: 'member-save' },
    ],
    'features/directory/organisation/departments/departments': [
      { as: 'a-system', shows: 'departments-add' },
      { as: 'a-college', state: 'college' },
    ],
    'features/directory/organisation/join-requests/join-requests': [{ as: 'a-system' }],
    'features/directory/imports/imports/imports': [{ as: 'a-system', shows: 'imports-0' }],
    'features/directory/imports/import/import': [
      { as: 'a-system', query: ({ importId }) => `id=${importId}`, shows: 'import-faults' },
      { as: 'a-system', query: 'id=seed-import', state: 'applied', shows: 'import-undo' },
      {
        as: 'a-system',
        query: ({ unknownId }) => `id=${unknownId}`,
        state: 'unknown',
        shows: 'import-departments',
      },
    ],
    'features/directory/imports/sync/sync': [{ as: 'a-system', shows: 'sync-missing' }],
    'features/directory/imports/invite/invite': [{ as: 'a-system', shows: 'invite-code' }],
    'features/directory/organisation/admin/admin': [
      { as: 'a-system', shows: 'admin-groups' },
      { as: 'a-college', state: 'college' },
    ],
  },
  async prepare(world) {
    await waitToJoin(world)
    await world.as('a-system').directory.freeze({ id: 'm-19', ...seen(world, 'm-19'), reason: '手机遗失' })
    return {
      // A sheet with two faults, and a row that is right.
      importId: await anImport(world, [
        ['', 'new-1', '', '1390000', '', '图书馆', ''],
        ['许新来', 'new-2', '', '19900009903', '', '图书馆', '馆员'],
      ]),
      unknownId: await anImport(world, [['白误写', 'new-4', '', '19900009905', '', '计算机学员', '讲师']]),
    }
  },
}

async function anImport(world: World, rows: string[][]): Promise<string> {
  const sheet = csv([HEADINGS, ...rows])
  const fileId = await uploadedBy('a-system', world.cloud, sheet)
  const { id } = await world.as('a-system').directory.importCheck({ fileId, name: '花名册.csv' })
  return id
}
