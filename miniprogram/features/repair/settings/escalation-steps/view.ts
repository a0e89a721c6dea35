import type { CategorySettings } from '../../../../contract/repair'

/** One step: the members to notify after so many working hours without progress. */
export type EscalationStep = CategorySettings['ladder'][number]

/** The contract's limits. */
export const MOST = { steps: 5, members: 10, hours: 720 }

/** A step with its members by name. */
export interface StepLine {
  /** 1 for the first. */
  level: number
  hours: number
  people: { id: string; name: string }[]
}

export const linesOf = (steps: EscalationStep[], names: Record<string, string>): StepLine[] =>
  steps.map(({ hours, members }, i) => ({
    level: i + 1,
    hours,
    people: members.map(id => ({ id, name: names[id] ?? '…' })),
  }))

/** The steps with one more, four hours after the last. */
export function withStep(steps: EscalationStep[]): EscalationStep[] {
  const last = steps[steps.length - 1]?.hours ?? 0
  return [...steps, { hours: Math.min(last + 4, MOST.hours), members: [] }]
}

/** The steps with a change of the one at `index`. */
export const withChange = (steps: EscalationStep[], index: number, change: Partial<EscalationStep>) =>
  steps.map((step, i) => (i === index ? { ...step, ...change } : step))

/** The members of all steps whose names are not known yet. */
export const unnamed = (steps: EscalationStep[], names: Record<string, string>): string[] =>
  [...new Set(steps.flatMap(({ members }) => members))].filter(id => !(id in names))
