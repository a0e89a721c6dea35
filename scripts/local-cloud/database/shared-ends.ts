/** The number of items that two lists share at their beginnings and, of the rest, at their ends. */
export function sharedEnds<T>(a: T[], b: T[], same: (x: T, y: T) => boolean = Object.is): [number, number] {
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && same(a[start]!, b[start]!)) start++
  let end = 0
  while (end < shorter - start && same(a[a.length - 1 - end]!, b[b.length - 1 - end]!)) end++
  return [start, end]
}
