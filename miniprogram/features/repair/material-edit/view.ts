import type { MaterialView } from '../../../contract/repair'

/** The form as it is typed; without an id the material is new. */
export interface Form {
  id: string
  name: string
  unit: string
  low: string
}

export const formOf = (material?: MaterialView): Form => ({
  ...{ id: material?.id ?? '', name: material?.name ?? '', unit: material?.unit ?? '' },
  low: String(material?.low ?? 0),
})

export const inputOf = ({ id, name, unit, low }: Form) => ({
  ...(id && { id }),
  ...{ name: name.trim(), unit: unit.trim(), low: Number(low) },
})

/** What is missing, in words. */
export function problemOf({ name, unit, low }: Form): string | undefined {
  if (!name.trim()) return '请填写名称'
  if (!unit.trim()) return '请填写单位，例如：个'
  return /^\d{1,5}$/.test(low) && Number(low) <= 10_000 ? undefined : '请填写低于多少时提醒，不提醒填 0'
}
