import type { WorkerView } from '../../../../contract/repair'
import type { Option } from '../../../../ui/options'
import { wordsIn } from '../../../../ui/typed'

/** The form as it is typed: campuses are text until they are sent. */
export interface Form {
  id: string
  name: string
  skills: string[]
  /** The skills to choose from. */
  choices: Option<string>[]
  campuses: string
  onDuty: boolean
  /** Undefined while the member is no worker yet. */
  version: number | undefined
}

/** The form of a worker, or of a member who is to be one; skills that only this worker has are to choose from, too. */
export function formOf(
  worker: Pick<WorkerView, 'id' | 'name'> & Partial<WorkerView>,
  known: readonly string[],
): Form {
  const { id, name, skills = [], campuses = [], onDuty = true, version } = worker
  const choices = [...new Set([...known, ...skills])].map(skill => ({ id: skill, text: skill }))
  return { id, name, skills, choices, campuses: campuses.join('、'), onDuty, version }
}

export const inputOf = ({ id, skills, campuses, onDuty, version }: Form) => ({
  id,
  version,
  skills,
  onDuty,
  campuses: wordsIn(campuses),
})
