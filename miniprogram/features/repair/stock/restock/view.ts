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

/** The change of the stock, negative when a count finds less. */
const addedBy = ({ mode, count, material }: Form): number =>
  mode === 'more' ? Number(count) : Number(count) - material.stock

export const inputOf = (form: Form) => ({
  materialId: form.material.id,
  count: addedBy(form),
  reason: form.reason.trim(),
})

/** The faults of the form, by field. */
export function faultsOf(form: Form): Faults<Form> {
  const count = countFault(form)
  return { ...(count && { count }), ...(!form.reason.trim() && { reason: '请写明原因' }) }
}

function countFault(form: Form): string | undefined {
  const { mode, count, material } = form
  const { reserved, unit } = material
  if (!/^\d{1,5}$/.test(count) || Number(count) > 10_000) return '请填数量，最多 10000'
  if (mode === 'more' && Number(count) === 0) return '数量至少是 1'
  if (mode === 'counted' && Number(count) < reserved) return `已经为工单预留了 ${reserved} ${unit}，不能更少`
  return addedBy(form) === 0 ? '和账上一样，不用改' : undefined
}
