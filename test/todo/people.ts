import type { TodoKind } from '#contract/features/index'
import type { Page } from '#contract/kernel/rpc'
import type { TodoView } from '#contract/todo'
import type { Ticket } from '../../cloudfunctions/repair/model'
import { rowsOf } from '../make/messages'
import { codeOf, type World } from '../make/world'

/** All items of a list. */
export async function all<T>(load: (page: { after?: string }) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = []
  let after: string | undefined
  do {
    const page = await load({ ...(after && { after }) })
    items.push(...page.items)
    after = page.next
  } while (after)
  return items
}

/** The to-dos of a person, of the kinds whose step the product lets one press. */
export const listed = async (world: World, who: string): Promise<TodoView[]> =>
  (await all(page => world.as(who).todo.list({ page }))).filter(({ kind }) => KINDS.includes(kind))

const KINDS: readonly string[] = [
  'room.approve',
  'repair.accept',
  'repair.dispatch',
  'repair.start',
  'repair.finish',
  'repair.rate',
  'repair.issue',
  'directory.joinRequest',
] satisfies TodoKind[]

/** Names of the steps that the person could take now, by what the features themselves offer. */
export async function possible(world: World, who: string): Promise<string[]> {
  const { directory, repair, room } = world.as(who)
  const orNone = <T>(load: () => Promise<T[]>): Promise<T[]> =>
    load().catch(async error => {
      expect(await codeOf(Promise.reject(error))).toBe('FORBIDDEN')
      return []
    })
  const bookings = await orNone(() => all(page => room.pending({ page })))
  const requests = await orNone(() => all(page => directory.joinRequests({ page })))
  const steps = [
    ...bookings.filter(one => one.actions.includes('refuse')).map(({ id }) => `room.approve ${id}`),
    ...requests.map(({ id }) => `directory.joinRequest ${id}`),
  ]
  for (const { _id: id } of rowsOf<Ticket>(world.cloud, 'tickets')) {
    const ticket = await repair.get({ id }).catch(() => undefined)
    const { actions = [], state, materials = [] } = ticket ?? {}
    const does = (action: (typeof actions)[number]) => actions.includes(action)
    for (const action of ['accept', 'start', 'finish', 'rate'] as const)
      if (does(action)) steps.push(`repair.${action} ${id}`)
    if (does('dispatch') && state === 'accepted') steps.push(`repair.dispatch ${id}`)
    if (does('issue') && materials.some(({ asked, issued }) => asked > issued))
      steps.push(`repair.issue ${id}`)
  }
  return steps.sort()
}

/** The name of a to-do, in the words of `possible`. */
export const nameOf = ({ kind, id }: TodoView): string =>
  `${kind} ${id.slice(id.indexOf('-') + 1, id.lastIndexOf('-'))}`
