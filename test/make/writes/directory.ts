import { aJoinRequest } from '../join-requests'
import type { World } from '../world'
import { checked, given, imported, insert, sheet, twoAdministrators, type Write } from './write'

const group = {
  ...{
    name: '会务组',
    members: ['t-su', 'm-01'],
    rights: [{ application: 'room', manage: true }],
    scope: ['cs'],
  },
}
export const aGroup = async (world: World) => (await world.as('a-system').access.saveGroup(group as never)).id

const application = (world: World) =>
  insert(world, 'join_requests', aJoinRequest('p-1', { phone: '19900006101' }))
const held = async (world: World) => {
  const { importId } = await checked(world)
  const [row] = [...world.cloud.database.dump('imports')]
  await world.cloud.database.put({
    ...{ collection: 'imports', insert: false, documents: [{ ...row!, source: 'sync', state: 'held' }] },
  })
  await world.as('a-system').directory.saveSync({ intervalMinutes: 60 })
  const sync = [...world.cloud.database.dump('organisation')].find(({ _id }) => _id === 'sync')!
  await world.cloud.database.put({
    ...{ collection: 'organisation', insert: false, documents: [{ ...sync, runs: [importId] }] },
  })
}

export const ofDirectory: Record<string, Write[]> = {
  'directory.reveal': [{ as: 'a-system', input: { id: 't-su', reason: '核对' } }],
  'directory.removeColleague': [
    {
      as: 't-lin',
      input: given({ id: 't-su' }, world => world.as('t-lin').directory.addColleague({ id: 't-su' })),
    },
  ],
  'directory.decideJoinRequest': [
    { input: given({ id: 'p-1', accept: true }, application) },
    { input: given({ id: 'p-1', accept: false, reason: '不符合' }, application) },
  ],
  'directory.saveMember': [
    { input: { name: '新来的', departments: ['it'], phone: '19900006401' } },
    { input: { id: 't-lin', posts: ['教授'], version: 1 } },
  ],
  'directory.saveDepartment': [
    { input: { name: '新系', parent: 'cs' } },
    { input: { id: 'cs', name: '计算机与人工智能学院' } },
  ],
  'directory.removeDepartment': [
    {
      async input(world) {
        const { departments } = await world
          .as('a-system')
          .directory.saveDepartment({ name: '空系', parent: 'cs' })
        return { id: departments.find(({ name }) => name === '空系')!.id }
      },
    },
  ],
  'directory.freeze': [
    { input: { id: 't-lin', reason: '手机丢失' } },
    { input: given({ id: 't-su', reason: '手机丢失' }, twoAdministrators) },
  ],
  'directory.unfreeze': [
    { input: { id: 'f-frozen' } },
    {
      input: given({ id: 't-su' }, async world => {
        await twoAdministrators(world)
        await world.as('a-system').directory.freeze({ id: 't-su', reason: '手机丢失' })
      }),
    },
  ],
  'directory.importCheck': [{ input: sheet }],
  'directory.importStep': [{ input: checked }],
  'directory.importUndo': [{ input: imported }],
  'directory.syncNow': [
    {},
    { input: given({}, world => world.as('a-system').directory.saveSync({ intervalMinutes: 60 })) },
  ],
  'directory.syncRelease': [{ input: given({}, held) }],
  'directory.saveSync': [
    { input: { intervalMinutes: 30 } },
    {
      input: given({ intervalMinutes: 30 }, world =>
        world.as('a-system').directory.saveSync({ intervalMinutes: 60 }),
      ),
    },
  ],
  'access.saveGroup': [
    { input: group },
    {
      input: async world => ({
        ...group,
        id: await aGroup(world),
        members: ['m-01', 'm-02'],
        scope: ['lit'],
      }),
    },
  ],
  'access.removeGroup': [{ input: async world => ({ id: await aGroup(world) }) }],
  'access.grantDuty': [
    { input: { id: 't-su', duty: 'room.admin', scope: ['cs'] } },
    { input: { id: 't-su', duty: 'system.admin', scope: ['*'] } },
    { input: given({ id: 't-su', duty: 'system.admin', scope: ['*'], remove: true }, twoAdministrators) },
  ],
  'directory.invite': [{}, { input: { send: true } }],
}
