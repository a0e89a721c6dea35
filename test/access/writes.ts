import type { access } from '#contract/access'
import type { Writes } from '../make/fixtures'
import { twoAdministrators } from '../make/people'
import { given } from '../make/rows'
import type { World } from '../make/world'

const group = {
  name: '会务组',
  members: ['t-su', 'm-01'],
  rights: [{ application: 'room' as const, manage: true }],
  scope: ['cs'],
}
const aGroup = async (world: World): Promise<string> =>
  (await world.as('a-system').access.saveGroup(group)).id

export const writes: Writes<typeof access> = {
  saveGroup: [
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
  removeGroup: [{ input: async world => ({ id: await aGroup(world) }) }],
  grantDuty: [
    { input: { id: 't-su', duty: 'room.admin', scope: ['cs'] } },
    { input: { id: 't-su', duty: 'system.admin', scope: ['*'] } },
    { input: given({ id: 't-su', duty: 'system.admin', scope: ['*'], remove: true }, twoAdministrators) },
  ],
}

export const reads: Writes<typeof access> = {
  group: [{ input: async world => ({ id: await aGroup(world) }) }],
}
