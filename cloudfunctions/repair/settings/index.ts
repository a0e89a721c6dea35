import type { repair } from '#contract/repair'
import type { Handlers } from '../../kernel/serve'
import { categoryHandlers } from './categories'
import { placeHandlers } from './places'
import { workerHandlers } from './workers'

export const settings: Pick<
  Handlers<typeof repair>,
  | 'categories'
  | 'hotlines'
  | 'places'
  | 'buildings'
  | 'settings'
  | 'saveCategory'
  | 'saveSettings'
  | 'savePlace'
  | 'saveWorker'
  | 'workers'
  | 'placeCodes'
  | 'mailPreview'
> = { ...categoryHandlers, ...placeHandlers, ...workerHandlers }
