/** The meaning of a number of stars, in a word. */
export const STAR_WORDS = ['', '很差', '较差', '一般', '满意', '非常满意'] as const

/** The five stars, each with whether it is lit by the value. */
export const starsOf = (value: number) =>
  [1, 2, 3, 4, 5].map(count => ({ count, lit: count <= value, label: `${count} 分，${STAR_WORDS[count]}` }))

/** L-48: the two things that are rated, by the fields of the rating. */
export const SCORES = [
  { field: 'result', label: '维修结果' },
  { field: 'efficiency', label: '维修效率' },
] as const

export type Stars = Record<(typeof SCORES)[number]['field'], number>

/** The stars to begin with: one tap rates both. */
export const bothStars = (count = 0): Stars => ({ result: count, efficiency: count })
