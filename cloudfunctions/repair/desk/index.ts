import type { repair } from '#contract/repair'
import type { Handlers } from '../../kernel/serve'

export const desk = {} as Pick<
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
>
