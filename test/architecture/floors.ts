import { roomIn } from './circles'
import type { Source } from './source-imports'

/** A folder whose rooms, its files and its folders, stand on floors. */
export interface Area {
  folder: string
  /** From the ground up, the rooms of each floor by name; `*` stands for all that are not named. */
  floors: string[]
  /** Imports that point up or across. */
  forbidden: [file: string, name: string][]
}

/**
 * A room imports from the floors below it, never from its own floor or from one above.
 * @returns `file → name` for each import that does not, and the files that stand on no floor
 */
export function floorBreaches({ folder, floors }: Area, sources: Source[]): string[] {
  const names = floors.map(rooms => rooms.split(' '))
  const floorOf = (room: string): number => {
    const floor = names.findIndex(rooms => rooms.includes(room.replace(/\.\w+$/, '')))
    return floor < 0 ? names.findIndex(rooms => rooms.includes('*')) : floor
  }
  return sources.flatMap(({ file, imports }) => {
    const from = roomIn(folder, file)
    if (from === undefined) return []
    if (floorOf(from) < 0) return [`${file} stands on no floor`]
    return imports.flatMap(({ name }) => {
      const to = roomIn(folder, name)
      const isBelow = to === undefined || to === from || floorOf(to) < floorOf(from)
      return isBelow ? [] : [`${file} → ${name}`]
    })
  })
}
