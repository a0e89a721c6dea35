import type { MaterialView } from '../../../../contract/repair'

/** More comes in, or the shelf is counted. */
export type Mode = 'more' | 'counted'

export const MODES: { id: Mode; text: string; label: string; placeholder: string }[] = [
  { id: 'more', text: '入库', label: '入库多少', placeholder: '来路，例如：九月采购' },
  { id: 'counted', text: '盘点', label: '架上实有', placeholder: '为什么不一样，例如：月末盘点' },
]

interface Form {
  mode: Mode
  count: string
  reason: string
}

/** What is added to the shelf: below zero where counting finds fewer. */
export const addedBy = ({ mode, count }: Form, { stock }: MaterialView): number =>
  mode === 'more' ? Number(count) : Number(count) - stock

/** What is missing or cannot be, in words. */
export function problemOf(form: Form, material: MaterialView): string | undefined {
  const { mode, count, reason } = form
  if (!/^\d{1,5}$/.test(count) || Number(count) > 10_000) return '请填数量，最多 10000'
  if (mode === 'more' && Number(count) === 0) return '数量至少是 1'
  if (mode === 'counted' && Number(count) < material.reserved)
    return `已经为工单预留了 ${material.reserved} ${material.unit}，不能更少`
  if (addedBy(form, material) === 0) return '和账上一样，不用改'
  return reason.trim() ? undefined : '请写明原因'
}
