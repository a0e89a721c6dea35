import { create } from './create'
import { lists } from './lists'
import { steps } from './steps'

export const tickets = { create, ...lists, ...steps }
