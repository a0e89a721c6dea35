import type { Output, Sent } from '../../../../contract/kernel/rpc'
import { type repair, TICKET_LIST, type TicketList } from '../../../../contract/repair'
import type { Filters } from '../dispatch-filters/view'

export type Counts = Output<(typeof repair)['ops']['counts']>

/** What the dispatcher looks at. */
export interface Wanted {
  list: TicketList
  text: string
  filters: Filters
}

const LISTS = Object.keys(TICKET_LIST) as TicketList[]

/** The three lists with how many stand in each; empty while that is not known. */
export const tabsOf = (counts: Counts | null) =>
  LISTS.map(id => ({ id, text: TICKET_LIST[id], count: counts ? String(counts[id]) : '' }))

/** What the filters ask of the server, without their words. */
export const conditionsOf = ({ category, building, worker, overdue }: Filters) => ({
  ...(category && { categoryId: category.id }),
  ...(building && { building }),
  ...(worker && { workerId: worker.id }),
  ...(overdue && { overdue }),
})

export const queueInput = ({ list, text, filters }: Wanted): Sent<(typeof repair)['ops']['queue']> => ({
  list,
  ...conditionsOf(filters),
  ...(text && { text }),
})

/** What an empty list says. */
export function emptyWords({ list, text, filters }: Wanted): { title: string; hint: string } {
  if (text || Object.keys(conditionsOf(filters)).length)
    return { title: '没有找到', hint: '换个词，或者去掉几个条件看看。' }
  const hints = {
    waitingDispatch: '新的报修会出现在这里。',
    waitingRepair: '派出去还没有修好的会出现在这里。',
    done: '修好的会出现在这里。',
  }
  return { title: `没有${TICKET_LIST[list]}的`, hint: hints[list] }
}
