/** Addresses as people list them: apart by lines, blanks or any comma; each once. */
export const addressesOf = (text: string): string[] => [
  ...new Set(text.split(/[\s,，;；、]+/).filter(Boolean)),
]

/** The days with one more, in order, each once. */
export const withDay = (days: readonly string[], day: string): string[] => [...new Set([...days, day])].sort()
