/** File → its breaches of the rules, as lines of a report. */
export type Faults = ReadonlyMap<string, readonly string[]>

/** The files of the list that still breach the rules; the others follow them, or are gone. */
export const stillPending = (pending: readonly string[], faults: Faults): string[] =>
  pending.filter(file => faults.get(file)?.length)

/** The breaches outside of the list, and the files that stand in it without need. */
export const faultsBeside = (pending: readonly string[], faults: Faults): string[] => [
  ...pending
    .filter(file => !stillPending(pending, faults).includes(file))
    .map(file => `${file} follows the rules or is gone: npm run lint -- --shrink`),
  ...[...faults].flatMap(([file, lines]) => (pending.includes(file) ? [] : lines)),
]
