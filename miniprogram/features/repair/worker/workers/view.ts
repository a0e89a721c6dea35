import type { WorkerView } from '../../../../contract/repair'
import { wordsOf } from '../../tickets/view'

/** A worker as the administrator reads them. */
export interface Card {
  id: string
  name: string
  about: string
  skills: string
  onDuty: boolean
}

export const toCard = ({ id, name, number, skills, campuses, onDuty, load, rating }: WorkerView): Card => ({
  id,
  name,
  onDuty,
  about: wordsOf(number, `手上 ${load} 单`, rating && `评分 ${rating}`),
  skills: wordsOf(skills.join('、') || '没有登记技能', campuses.join('、') || '没有登记校区'),
})
