import type { Me } from '../../../../contract/account'
import type { AdminEntry } from '../../../../contract/features/feature'
import { DUTIES, type Duty, features } from '../../../../contract/features/index'

const ENTRIES = features.flatMap(({ name, administration = [] }) =>
  administration.map(entry => ({ ...entry, feature: name })),
)

/** A screen for administrators, with the feature that it belongs to. */
type Entry = AdminEntry & { feature: string }

/** The administrator screens under the duties that open them; empty for a member without such a duty. */
export function entriesFor({ duties = [] }: Me): { title: string; entries: Entry[] }[] {
  const held = [...new Set(ENTRIES.map(({ duty }) => duty))].filter(duty => duties.includes(duty as Duty))
  return held.map(duty => ({
    title: DUTIES[duty as Duty],
    entries: ENTRIES.filter(entry => entry.duty === duty),
  }))
}
