import { settingsOperations } from './repair/settings'
import { statisticsOperations } from './repair/statistics'
import { stockOperations } from './repair/stock'
import { ticketsOperations } from './repair/tickets'

export * from './repair/settings'
export * from './repair/statistics'
export * from './repair/stock'
export * from './repair/tickets'

export const repair = {
  name: 'repair',
  ops: { ...ticketsOperations, ...stockOperations, ...settingsOperations, ...statisticsOperations },
} as const
