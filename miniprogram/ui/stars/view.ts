/** The meaning of a number of stars, in a word. */
export const STAR_WORDS = ['', '很差', '较差', '一般', '满意', '非常满意'] as const

/** The five stars, each with whether it is lit by the value. */
export const starsOf = (value: number) =>
  [1, 2, 3, 4, 5].map(count => ({ count, lit: count <= value, label: `${count} 分，${STAR_WORDS[count]}` }))
