import type { room } from '#contract/room'
import type { Handlers } from '../kernel/serve'
import { administration } from './administration'
import { lists } from './lists'
import { reservations } from './reservations'
import { list, places, search } from './search'

export const handlers: Handlers<typeof room> = {
  list: (input, { actor, now }) => list(input, actor, now),
  places,
  search: (input, { now }) => search(input, now),
  ...lists,
  ...reservations,
  ...administration,
}
