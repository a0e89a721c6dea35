import type { MaterialView } from '../../../../contract/repair'
import type { Faults } from '../../../../ui/form'

/** The form as it is typed; without an id the material is new. */
export interface Form {
  id: string
  name: string
  unit: string
  low: string
  version: number
}

export const formOf = (material?: MaterialView): Form => ({
  id: material?.id ?? '',
  name: material?.name ?? '',
  unit: material?.unit ?? '',
  low: String(material?.low ?? 0),
  version: material?.version ?? 0,
})

export const inputOf = ({ id, name, unit, low, version }: Form) => ({
  ...(id && { id, version }),
  name: name.trim(),
  unit: unit.trim(),
  low: Number(low),
})

/** The faults of the form, by field. */
export const faultsOf = ({ name, unit, low }: Form): Faults<Form> => ({
  ...(!name.trim() && { name: '请填写名称' }),
  ...(!unit.trim() && { unit: '请填写单位，例如：个' }),
  ...(!isCount(low) && { low: '请填写低于多少时提醒，不提醒填 0' }),
})

const isCount = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 10_000
