import { DAY, HOUR, midnight, weekday } from '../contract/kernel/time'

/** The moments to which a to-do can be put off, in milliseconds. */
export const laterMoments = (now: number): { text: string; at: number }[] => [
  { text: '1 小时后', at: now + HOUR },
  { text: '明天 9:00', at: midnight(now) + DAY + 9 * HOUR },
  { text: '下周一 9:00', at: midnight(now) + (8 - weekday(now)) * DAY + 9 * HOUR },
]
