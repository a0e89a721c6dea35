import type { message } from '#contract/message'
import type { Writes } from '../make/fixtures'
import { aMessage, failures, leave, tick } from '../make/messages'
import { given } from '../make/rows'
import type { World } from '../make/world'

const PAGE = '/features/room/reservations/mine/mine'

const twoMessages = async (world: World): Promise<void> => {
  await leave(world.cloud, aMessage({ id: 'm-1', page: PAGE }), aMessage({ id: 'm-2' }))
  await tick(world.cloud)
}

export const writes: Writes<typeof message> = {
  read: [
    {
      as: 't-lin',
      input: async world => {
        await twoMessages(world)
        return { id: (await world.as('t-lin').message.list({})).items[0]!.id }
      },
    },
  ],
  readPage: [{ as: 't-lin', input: given({ page: PAGE }, twoMessages) }],
  readAll: [{ as: 't-lin', input: given({}, twoMessages) }],
  consented: [{ input: { templates: ['tpl-repair', 'tpl-room'] } }],
  retry: [{ input: given({ id: 'd-1' }, failures) }],
  retryAll: [{ input: given({}, failures) }],
}
