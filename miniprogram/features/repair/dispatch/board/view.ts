import type { Output, Sent } from '../../../../contract/kernel/rpc'
import { type repair, TICKET_LIST, type TicketList } from '../../../../contract/repair'
import type { Filters } from '../dispatch-filters/view'

export type Counts = Output<(typeof repair)['ops']['counts']>

/** The list, and by what it is narrowed. */
export interface Criteria {
  list: TicketList
  text: string
  filters: Filters
}

const LISTS = Object.keys(TICKET_LIST) as TicketList[]

/** The three lists with how many stand in each; empty while that is not known. */
export const tabsOf = (counts: Counts | null) =>
  LISTS.map(id => ({ id, text: TICKET_LIST[id], count: counts ? String(counts[id]) : '' }))

/** The filters as the server knows them, without their words. */
export const conditionsOf = ({ category, building, worker, overdue }: Filters) => ({
  ...(category && { categoryId: category.id }),
  ...(building && { building: building.id }),
  ...(worker && { workerId: worker.id }),
  ...(overdue && { overdue }),
})

export const queueInput = ({ list, text, filters }: Criteria): Sent<(typeof repair)['ops']['queue']> => ({
  list,
  ...conditionsOf(filters),
  ...(text && { text }),
})

/** The words of an empty list. */
export function emptyWords({ list, text, filters }: Criteria): { title: string; hint: string } {
  if (text || Object.keys(conditionsOf(filters)).length)
    return { title: '没有找到', hint: '换个词，或者去掉几个条件看看。' }
  const hints = {
    waitingDispatch: '新的报修会出现在这里。',
    waitingRepair: '派出去还没有修好的会出现在这里。',
    done: '修好的会出现在这里。',
  }
  return { title: `没有${TICKET_LIST[list]}的`, hint: hints[list] }
}
