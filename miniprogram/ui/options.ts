/** One of the values that a field offers. */
export interface Option<Id extends string | number = string | number> {
  id: Id
  text: string
}

/** The options, each with whether it is chosen. */
export const toChoices = <T extends Option>(options: readonly T[], value: unknown) =>
  options.map(option => ({ ...option, on: isChosen(value, option.id) }))

const isChosen = (value: unknown, id: string | number): boolean =>
  Array.isArray(value) ? value.includes(id) : value === id

/** The list with the id added, or taken out where it is in it; in the order of the options. */
export function toggle<Id extends string | number>(
  options: readonly Option<Id>[],
  value: readonly Id[],
  id: Id,
): Id[] {
  const next = value.includes(id) ? value.filter(other => other !== id) : [...value, id]
  const known = options.map(option => option.id)
  return next.sort((a, b) => known.indexOf(a) - known.indexOf(b))
}

/** The index of a value in a picker; 0 when the value is not among the options. */
export const indexOf = (options: readonly Option[], value: unknown): number =>
  Math.max(
    0,
    options.findIndex(({ id }) => id === value),
  )
