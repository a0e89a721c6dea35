import type { World } from './world'

/** Makes a second administrator, so that the first may go. */
export const twoAdministrators = async (world: World): Promise<void> => {
  await world.as('a-system').access.grantDuty({ id: 't-su', duty: 'system.admin', scope: ['*'] })
}
