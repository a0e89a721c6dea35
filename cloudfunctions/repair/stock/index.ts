import { refuse } from '#contract/kernel/errors'
import type { repair } from '#contract/repair'
import type { AuditFacts } from '../../kernel/audit'
import type { Row } from '../../kernel/data/table'
import { create, revise } from '../../kernel/revise'
import { searchTerms } from '../../kernel/search/terms'
import type { Handlers } from '../../kernel/serve'
import type { Material } from '../model'
import { materials } from '../tables'
import { stockEvent } from '../todos'
import { issue, returnMaterial } from './issue'
import { ledgerId } from './ledger'
import { listIssued, listStock, listToPrepare } from './lists'
import { applyMovement, hasId, MAX_ATTEMPTS } from './store'
import { materialView } from './view'

export const stock: Pick<
  Handlers<typeof repair>,
  'prepare' | 'issue' | 'return' | 'stock' | 'materials' | 'restock' | 'saveMaterial'
> = {
  prepare: ({ out, page }, { now }) => (out ? listIssued(page, now) : listToPrepare(page)),
  issue,
  return: returnMaterial,
  stock: ({ text, page }) => listStock(page, text),
  materials: ({ text, page }) => listStock(page, text),

  /** Adds what came in, or the difference to what was counted; reserved units cannot be counted away. */
  async restock({ materialId, count: found, counted, reason }, { actor, now, newId }) {
    if (!found && !counted) refuse('INVALID_INPUT', { field: 'count' })
    const by = { id: actor._id, name: actor.name }
    const facts = { id: newId(), at: now, by, kind: counted ? 'correct' : 'restock', reason } as const
    for (let tries = 0; tries < MAX_ATTEMPTS; tries++) {
      const { filed, ...material } = await withFiled(materialId, facts.id)
      if (filed.length || hasId(material.movements, facts)) return materialView(material)
      const { available, stock } = material
      const count = counted ? found - stock : found
      if (available + count < 0) refuse('STOCK_SHORT', { field: 'count', details: { available } })
      const after = await applyMovement(material, { ...facts, count }, { out: -count, reserve: 0 })
      if (after) return materialView(after)
    }
    return refuse('CONFLICT')
  },

  async saveMaterial({ id, version, ...facts }, context) {
    const set = { ...facts, terms: searchTerms({ words: [facts.name], text: facts.name }) }
    if (!id) {
      const row = { _id: context.newId(), ...set, ...EMPTY }
      const events = (after: Material) => [stockEvent(after, context.now)]
      const audit = auditOf(row)
      return materialView(await create(materials, context, 'saveMaterial', { row, audit, events }))
    }
    const saved = await revise(materials, context, {
      op: 'saveMaterial',
      seen: version,
      counter: 'factsRev',
      load: () => loadMaterial(id),
      decide: before => ({
        set,
        audit: auditOf({ ...facts, _id: id }, before),
        events: after => [stockEvent(after, context.now)],
        where: [{ version: before.version }],
      }),
      view: materialView,
    })
    return materialView(saved)
  },
}

const EMPTY = { stock: 0, reserved: 0, available: 0, held: {}, movements: [], factsRev: 1 }

/** The material, and the movement if it is in the ledger already, because a retry may come days later. */
async function withFiled(materialId: string, movementId: string): Promise<Material & { filed: Row[] }> {
  const [found] = await materials.aggregate<Material & { filed: Row[] }>(1, pipeline =>
    pipeline
      .match({ _id: materialId })
      .addFields({ filed: ledgerId(materialId, movementId) })
      .lookup({ from: 'stock_ledger', localField: 'filed', foreignField: '_id', as: 'filed' }),
  )
  return found ?? refuse('NOT_FOUND', { field: 'materialId' })
}

const loadMaterial = async (id: string): Promise<Material> =>
  (await materials.first({ _id: id })) ?? refuse('NOT_FOUND', { field: 'materialId' })

type Facts = Pick<Material, '_id' | 'name' | 'unit' | 'low'>

const auditOf = (after: Facts, before?: Facts): AuditFacts => ({
  action: 'saveMaterial',
  departments: [],
  target: { kind: 'material', id: after._id, name: after.name },
  ...(before && { before: auditFields(before) }),
  after: auditFields(after),
})

const auditFields = ({ name, unit, low }: Facts) => ({ name, unit, low: String(low) })
