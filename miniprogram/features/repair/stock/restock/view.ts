import type { MaterialView } from '../../../../contract/repair'
import type { Faults } from '../../../../ui/form'

/** Two ways to change the stock: adding to it, or counting it. */
export const MODES = [
  { id: 'more', text: '入库' },
  { id: 'counted', text: '盘点' },
] as const

export interface Form {
  material: MaterialView
  mode: (typeof MODES)[number]['id']
  count: string
  reason: string
}

export const formOf = (material: MaterialView): Form => ({ material, mode: 'more', count: '', reason: '' })

export const inputOf = ({ material, mode, count, reason }: Form) => ({
  materialId: material.id,
  count: Number(count),
  counted: mode === 'counted',
  reason: reason.trim(),
})

/** The faults of the form, by field. */
export function faultsOf(form: Form): Faults<Form> {
  const count = countFault(form)
  return { ...(count && { count }), ...(!form.reason.trim() && { reason: '请写明原因' }) }
}

function countFault({ mode, count }: Form): string | undefined {
  if (!/^\d{1,5}$/.test(count) || Number(count) > 10_000) return '请填数量，最多 10000'
  return mode === 'more' && Number(count) === 0 ? '数量至少是 1' : undefined
}

/** The sentence where fewer were counted than are reserved. */
export const TOO_FEW = '比为工单预留的还少，请再数一遍，或者先退料'
