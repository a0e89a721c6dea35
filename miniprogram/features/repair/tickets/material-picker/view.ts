import type { MaterialView } from '../../../../contract/repair'

/** A ticket asks for at most so many different materials. */
export const MAX_MATERIALS = 10

export interface Picked {
  material: MaterialView
  count: number
}

/** A picked material, with how much of it is neither handed out nor reserved. */
export interface PickedLine {
  id: string
  name: string
  count: number
  about: string
  short: boolean
}

export function pickedLine({ material, count }: Picked): PickedLine {
  const { id, name, unit, stock, reserved } = material
  const available = stock - reserved
  const short = count > available
  return { id, name, count, short, about: `可用 ${available} ${unit}${short ? '，不够的等补货' : ''}` }
}
