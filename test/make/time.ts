import { DAY, HOUR, iso, midnight } from '#contract/kernel/time'

/** Local midnight some days from today, in milliseconds. */
export const dayFrom = (days: number): number => midnight(Date.now()) + days * DAY

/** A moment some days from today: `at(1, 9.5)` is tomorrow 09:30. */
export const at = (days: number, hours: number): string => iso(dayFrom(days) + hours * HOUR)

/** From and to, as operations take them. */
export const slot = (days: number, from: number, to: number) => ({ from: at(days, from), to: at(days, to) })
