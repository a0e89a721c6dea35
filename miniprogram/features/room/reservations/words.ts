import { clockOf, MINUTE, startOf } from '../../../contract/kernel/time'
import { dayWords } from '../../../ui/date-words'

/** Any day in words, such as `11月19日 周四`. */
export const dateText = (date: string, now: number): string =>
  dayWords(startOf(date), now).replace(/^\D+ /, '')

/** 450 → `07:30`. */
export const clockText = (minutes: number): string =>
  minutes === 1440 ? '24:00' : clockOf(startOf('2026-01-01') + minutes * MINUTE)
