import { _, $ } from '../../kernel/data/cloud'
import { table } from '../../kernel/data/table'
import type { Material, Movement } from '../model'
import { materials } from '../tables'
import { KEPT_FOR } from './store'
import { SHOWN_MOVEMENTS } from './view'

/** A movement that its material's document no longer holds. */
interface LedgerRow extends Omit<Movement, 'id'> {
  _id: string
  materialId: string
}

const ledger = table<LedgerRow>('stock_ledger')

/** Under which the ledger has a movement of the material. */
export const ledgerId = (materialId: string, movementId: string): string => `${materialId}-${movementId}`

/** Materials of one run, and movements of each. */
const MATERIALS = 50
const MOVEMENTS = 200

/** Moves older movements to the ledger, except the latest that are shown; interrupted anywhere, it can run again. */
export async function archiveMovements(now: Date): Promise<number> {
  const cutoff = new Date(+now - KEPT_FOR)
  let filed = 0
  for (const { _id, movements } of await materialsToArchive(cutoff)) {
    const old = movements.filter(({ at }) => at < cutoff)
    await Promise.all(
      old.map(({ id, ...row }) => ledger.put({ _id: ledgerId(_id, id), materialId: _id, ...row })),
    )
    await materials.update({ _id }, { movements: _.pull({ id: _.in(old.map(({ id }) => id)) }) })
    filed += old.length
  }
  return filed
}

/** Materials with more movements than are shown, the oldest of them past the cutoff; with those beyond alone. */
const materialsToArchive = (cutoff: Date): Promise<Pick<Material, '_id' | 'movements'>[]> =>
  materials.aggregate(MATERIALS, pipeline =>
    pipeline
      .match({ 'movements.at': _.lt(cutoff), [`movements.${SHOWN_MOVEMENTS}`]: _.exists(true) })
      .project({ movements: $.slice(['$movements', 0, $.subtract([$.size('$movements'), SHOWN_MOVEMENTS])]) })
      .match({ 'movements.at': _.lt(cutoff) })
      .limit(MATERIALS)
      .project({ movements: $.slice(['$movements', MOVEMENTS]) }),
  )
