import type { room } from '#contract/room'
import type { Handlers } from '../kernel/serve'
import { administration } from './administration/administration'
import { lists } from './lists/lists'
import { overview } from './lists/overview'
import { list, places, search } from './lists/search'
import { change } from './reservations/change'
import { reserve } from './reservations/reserve'
import { steps } from './reservations/steps'

export const handlers: Handlers<typeof room> = {
  list: (input, { actor, now }) => list(input, actor, now),
  places,
  search: (input, { now }) => search(input, now),
  overview: (input, { actor, now }) => overview(input, actor, now),
  ...lists,
  reserve,
  change,
  ...steps,
  ...administration,
}
