/** A way to write one unit of a word; a smaller cost is likelier. */
export interface Option {
  text: string
  cost: number
}

/** At most `limit` texts with one option of each unit, the likeliest first; work grows with the number of units alone. */
export function combine(units: readonly Option[][], limit: number): string[] {
  let ways: Option[] = [{ text: '', cost: 0 }]
  for (const options of units)
    ways = ways
      .flatMap(way =>
        options.map(({ text, cost }): Option => ({ text: way.text + text, cost: way.cost + cost })),
      )
      .sort((one, other) => one.cost - other.cost)
      .slice(0, limit)
  return [...new Set(ways.map(({ text }) => text))]
}
