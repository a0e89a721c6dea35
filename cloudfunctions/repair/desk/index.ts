import type { repair } from '#contract/repair'
import type { Handlers } from '../../kernel/serve'
import { categoriesOfDesk } from './categories'
import { exportTickets } from './export'
import { placesOfDesk } from './places'
import { stats } from './stats'
import { workersOfDesk } from './workers'

export const desk: Pick<
  Handlers<typeof repair>,
  | 'categories'
  | 'hotlines'
  | 'places'
  | 'settings'
  | 'saveCategory'
  | 'saveSettings'
  | 'savePlace'
  | 'saveWorker'
  | 'workers'
  | 'placeCodes'
  | 'mailPreview'
  | 'stats'
  | 'export'
> = { ...categoriesOfDesk, ...placesOfDesk, ...workersOfDesk, stats, export: exportTickets }
