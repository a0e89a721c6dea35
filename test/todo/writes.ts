import type { todo } from '#contract/todo'
import type { Writes } from '../make/fixtures'
import { tick } from '../make/messages'
import { at } from '../make/time'
import { anEvent, anItem, leaveEvents } from '../make/todos'

export const writes: Writes<typeof todo> = {
  snooze: [
    {
      as: 't-lin',
      input: async world => {
        await leaveEvents(world.cloud, anEvent({ subject: 'snoozed' }, anItem()))
        await tick(world.cloud)
        return { id: 'repair-snoozed-0', version: 1, until: at(1, 9) }
      },
    },
  ],
}
