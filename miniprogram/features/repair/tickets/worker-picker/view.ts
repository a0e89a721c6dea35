import type { WorkerView } from '../../../../contract/repair'
import { wordsOf } from '../view'

export type Filter = 'skill' | 'campus' | 'onDuty'

/** A worker as the dispatcher reads them. */
export interface Choice {
  id: string
  name: string
  /** `建议 1`, or nothing. */
  proposed: string
  why: string
  facts: string
  /** A worker who gave this ticket up is not sent again. */
  barred: boolean
}

/** The others are found by name. */
const MAX_CHOICES = 30

/** The filters, with the category for the skill. */
export const filtersOf = (category: string): { id: Filter; text: string }[] => [
  { id: 'skill', text: `会修${category}` },
  { id: 'campus', text: '在这个校区' },
  { id: 'onDuty', text: '正在当班' },
]

function reasonWords(why: WorkerView['why'][number], category: string): string {
  const words = {
    skill: `会修${category}`,
    campus: '在这个校区',
    onDuty: '当班',
    load: '手上的单最少',
    noSkill: `没有登记会修${category}`,
    otherCampus: '在别的校区',
    offDuty: '不当班',
    gaveUp: '放弃过这一单',
  }
  return words[why]
}

const choiceOf = (
  { id, name, number, load, rating, proposed, why }: WorkerView,
  category: string,
): Choice => ({
  id,
  name,
  barred: why.includes('gaveUp'),
  proposed: proposed ? `建议 ${proposed}` : '',
  why: wordsOf(...why.map(reason => reasonWords(reason, category))),
  facts: wordsOf(number, `手上 ${load} 单`, rating ? `评分 ${rating}` : '还没有评分'),
})

/** True if each word begins one of the terms, or stands in the name or number. */
const isFound = ({ terms, name, number }: WorkerView, text: string): boolean =>
  text
    .toLowerCase()
    .split(/\s+/)
    .every(word => terms.some(term => term.startsWith(word)) || `${name} ${number}`.includes(word))

/** The workers who pass every filter and are found by the text, as ranked; and how many more there are. */
export function choicesOf(workers: WorkerView[], filters: readonly Filter[], text: string, category: string) {
  const passing = workers.filter(
    worker => filters.every(filter => worker.why.includes(filter)) && isFound(worker, text),
  )
  return {
    choices: passing.slice(0, MAX_CHOICES).map(worker => choiceOf(worker, category)),
    more: Math.max(0, passing.length - MAX_CHOICES),
  }
}
