import type { CategorySettings } from '../../../../contract/repair'

export type Rung = CategorySettings['ladder'][number]

/** The contract's limits. */
export const MOST = { rungs: 5, members: 10, hours: 720 }

/** A rung as it is shown: who is told, by name. */
export interface Step {
  /** 1 for the first. */
  level: number
  hours: number
  people: { id: string; name: string }[]
}

export const stepsOf = (ladder: Rung[], names: Record<string, string>): Step[] =>
  ladder.map(({ hours, members }, i) => ({
    ...{ level: i + 1, hours },
    people: members.map(id => ({ id, name: names[id] ?? '…' })),
  }))

/** The ladder with one more rung, four hours above the last. */
export const withRung = (ladder: Rung[]): Rung[] => {
  const last = ladder[ladder.length - 1]?.hours ?? 0
  return [...ladder, { hours: Math.min(last + 4, MOST.hours), members: [] }]
}

/** The ladder with another rung in place of the one at `index`. */
export const replaced = (ladder: Rung[], index: number, change: Partial<Rung>): Rung[] =>
  ladder.map((rung, i) => (i === index ? { ...rung, ...change } : rung))

/** The members of all rungs whose names are not known yet. */
export const unnamed = (ladder: Rung[], names: Record<string, string>): string[] =>
  [...new Set(ladder.flatMap(({ members }) => members))].filter(id => !(id in names))
