import type { PlaceView } from '../../../contract/repair'

/** The form as it is typed; without an id the place is new. */
export type Form = PlaceView

export const formOf = (place: Form = { id: '', campus: '', building: '', room: '' }): Form => place

export const inputOf = ({ id, campus, building, room }: Form) => ({
  ...(id && { id }),
  ...{ campus: campus.trim(), building: building.trim(), room: room.trim() },
})

/** What is missing, in words. */
export const problemOf = ({ campus, building }: Form): string | undefined =>
  campus.trim() ? (building.trim() ? undefined : '请填写楼') : '请填写校区'
