/** The offer to be told in WeChat: each consent is for one message. */
export interface Offer {
  words: string
  button: string
}

/** The offer for some templates, by how many messages of each are left; null where none is set up. */
export function offerOf(left: Record<string, number>, templates: readonly string[]): Offer | null {
  const counts = templates.flatMap(name => left[name] ?? [])
  if (!counts.length) return null
  const least = Math.min(...counts)
  return least
    ? { words: `微信还能提醒 ${least} 次`, button: '再加一次' }
    : { words: '微信里也能收到提醒', button: '开启微信提醒' }
}
