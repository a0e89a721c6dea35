import type { directory } from '#contract/directory'
import type { Writes } from '../make/fixtures'
import { checked, imported, sheet } from '../make/imports'
import { aJoinRequest } from '../make/join-requests'
import { twoAdministrators } from '../make/people'
import { change, given, insert } from '../make/rows'
import { seen } from '../make/seen'
import type { World } from '../make/world'

const joinRequest = (world: World) =>
  insert(world, 'join_requests', aJoinRequest('p-1', { phone: '19900006101' }))

/** A run of the synchronisation that waits until an administrator releases it. */
async function heldRun(world: World): Promise<void> {
  const { importId } = await checked(world)
  await change(world, 'imports', importId, { source: 'sync', state: 'held' })
  await world.as('a-system').directory.saveSync({ intervalMinutes: 60 })
  await change(world, 'organisation', 'sync', { runs: [importId] })
}

/** A WeChat that waits for a second proof. */
const A_REQUEST = { openid: 'o-new', by: 'phone', at: new Date(0) }

export const writes: Writes<typeof directory> = {
  reveal: [{ as: 'a-system', input: { id: 't-su', reason: '核对' } }],
  removeColleague: [
    {
      as: 't-lin',
      input: given({ id: 't-su' }, world => world.as('t-lin').directory.addColleague({ id: 't-su' })),
    },
  ],
  decideJoinRequest: [
    { input: given({ id: 'p-1', accept: true }, joinRequest) },
    { input: given({ id: 'p-1', accept: false, reason: '不符合' }, joinRequest) },
  ],
  saveMember: [
    { input: { name: '新来的', departments: ['it'], phone: '19900006401' } },
    { input: { id: 't-lin', posts: ['教授'], version: 1 } },
    { input: { name: '新同事', departments: ['it'], account: 'x-out', wechat: 'x' } },
    { input: { id: 't-lin', account: 'l-1', phone: '19900006402', mail: 'lin@example.edu' } },
  ],
  saveDepartment: [
    { input: { name: '新系', parent: 'cs' } },
    { input: { id: 'cs', name: '计算机与人工智能学院' } },
  ],
  removeDepartment: [
    {
      async input(world) {
        const { departments } = await world
          .as('a-system')
          .directory.saveDepartment({ name: '空系', parent: 'cs' })
        return { id: departments.find(({ name }) => name === '空系')!.id }
      },
    },
  ],
  freeze: [
    { input: { id: 't-lin', reason: '手机丢失' } },
    { input: given({ id: 't-su', reason: '手机丢失' }, twoAdministrators) },
  ],
  unfreeze: [
    { input: { id: 'f-frozen' } },
    {
      input: given({ id: 't-su' }, async world => {
        await twoAdministrators(world)
        await world
          .as('a-system')
          .directory.freeze({ id: 't-su', ...seen(world, 't-su'), reason: '手机丢失' })
      }),
    },
  ],
  confirmWechat: [
    {
      input: given({ id: 't-lin' }, world => change(world, 'members', 't-lin', { wechatRequest: A_REQUEST })),
    },
  ],
  importCheck: [{ input: sheet }],
  importStep: [{ input: checked }],
  importUndo: [{ input: imported }],
  syncNow: [
    {},
    { input: given({}, world => world.as('a-system').directory.saveSync({ intervalMinutes: 60 })) },
  ],
  syncRelease: [{ input: given({}, heldRun) }],
  saveSync: [
    { input: { intervalMinutes: 30 } },
    {
      input: given({ intervalMinutes: 30 }, world =>
        world.as('a-system').directory.saveSync({ intervalMinutes: 60 }),
      ),
    },
  ],
  invite: [{}, { input: { send: true } }],
}

export const reads: Writes<typeof directory> = {
  importGet: [{ input: checked }],
}
