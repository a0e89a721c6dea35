import type { repair } from '#contract/repair'
import type { Handlers } from '../../kernel/serve'
import { exportTickets } from './export'
import { stats } from './report'

export const statistics: Pick<Handlers<typeof repair>, 'stats' | 'export'> = { stats, export: exportTickets }
