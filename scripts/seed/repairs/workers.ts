import type { Ticket, Worker } from '../../../cloudfunctions/repair/model'
import { person } from './people'

/** The workers with their categories, their workload and their ratings. */
export function workers(tickets: Ticket[]): Worker[] {
  return [
    ['w-zhao', ['水电', '空调'], ['东校区', '西校区']] as const,
    ['w-qian', ['木工', '家电'], ['东校区']] as const,
  ].map(([_id, skills, campuses]) => {
    const theirs = tickets.filter(({ worker }) => worker?.id === _id)
    const scores = theirs.flatMap(({ rating }) => (rating ? [rating.result, rating.efficiency] : []))
    return {
      _id,
      name: person(_id).name,
      skills: [...skills],
      campuses: [...campuses],
      onDuty: true,
      version: 1,
      lastKey: '',
      load: theirs.filter(({ list }) => list === 'waitingRepair').length,
      rated: { sum: scores.reduce((sum, score) => sum + score, 0), count: scores.length },
    }
  })
}
