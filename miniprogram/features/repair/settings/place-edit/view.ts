import type { PlaceSettings } from '../../../../contract/repair'
import type { Faults } from '../../../../ui/form'

/** The form as it is typed; without an id the place is new. */
export type Form = PlaceSettings

export const formOf = (place: Form = { id: '', campus: '', building: '', room: '', version: 0 }): Form =>
  place

export const inputOf = ({ id, version, campus, building, room }: Form) => ({
  ...(id && { id, version }),
  campus: campus.trim(),
  building: building.trim(),
  room: room.trim(),
})

/** The faults of the form, by field. */
export const faultsOf = ({ campus, building }: Form): Faults<Form> => ({
  ...(!campus.trim() && { campus: '请填写校区' }),
  ...(!building.trim() && { building: '请填写楼' }),
})
