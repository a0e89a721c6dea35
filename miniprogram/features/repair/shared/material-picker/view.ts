import type { MaterialView } from '../../../../contract/repair'

/** A ticket asks for at most so many different materials. */
export const MOST = 10

/** A material that is asked for, and how many. */
export interface Wanted {
  id: string
  name: string
  unit: string
  count: number
  about: string
  short: boolean
}

/** The material with what nobody has reserved of it, in words. */
export function wantedOf({ id, name, unit, stock, reserved }: MaterialView, count: number): Wanted {
  const left = stock - reserved
  const short = count > left
  return { id, name, unit, count, short, about: `可用 ${left} ${unit}${short ? '，不够的等补货' : ''}` }
}
