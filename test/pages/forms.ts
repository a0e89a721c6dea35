import type { Faults } from '../../miniprogram/ui/form'

/** A form for tests of forms. */
export interface Form {
  name: string
  seats: string
  on: boolean
}

export const faultsOf = ({ name, seats }: Form): Faults<Form> => ({
  ...(!name && { name: '请填写名称' }),
  ...(!Number(seats) && { seats: '请填写座位数' }),
})
export const labels = { name: '名称', seats: '座位数' }
export const EMPTY: Form = { name: '', seats: '', on: false }
export const FULL: Form = { name: '301', seats: '12', on: true }
