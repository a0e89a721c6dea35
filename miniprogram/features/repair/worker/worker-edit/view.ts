import type { WorkerView } from '../../../../contract/repair'

/** The form as it is typed: campuses are text until they are sent. */
export interface Form {
  id: string
  name: string
  skills: string[]
  campuses: string
  onDuty: boolean
}

/** The form of somebody who mends, or of a member who is to. */
export function formOf(worker: Pick<WorkerView, 'id' | 'name'> & Partial<WorkerView>): Form {
  const { id, name, skills = [], campuses = [], onDuty = true } = worker
  return { id, name, skills, campuses: campuses.join('、'), onDuty }
}

export const inputOf = ({ id, skills, campuses, onDuty }: Form) => ({
  ...{ id, skills, onDuty },
  campuses: [...new Set(campuses.split(/[、,，;；\s]+/).filter(Boolean))],
})

/** Every skill that can be asked for, and those that only this worker still has. */
export const skillsOf = (known: readonly string[], own: readonly string[]) =>
  [...new Set([...known, ...own])].map(name => ({ name, on: own.includes(name) }))

export const toggled = (skills: readonly string[], skill: string): string[] =>
  skills.includes(skill) ? skills.filter(one => one !== skill) : [...skills, skill]
