/** The six quiet colours that tell people apart; `ui/tokens.wxss` has a `tint-` class for each. */
const TINTS = ['blue', 'green', 'amber', 'violet', 'rose', 'teal'] as const

export type Tint = (typeof TINTS)[number]

/** The colour of an id, always the same one. */
export function tintOf(id: string): Tint {
  let sum = 0
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return TINTS[sum % TINTS.length] ?? 'blue'
}

/** Two characters for a picture that is missing: the last of `欧阳若兰`, the initials of `Ada Lovelace`. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/[\s·•]+/)
  if (/^[\p{Script=Latin}\s.'-]+$/u.test(name)) return words.slice(0, 2).map(firstOf).join('').toUpperCase()
  return [...(words[words.length - 1] ?? '')].slice(-2).join('')
}

const firstOf = (word: string): string => [...word][0] ?? ''
