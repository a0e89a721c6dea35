import { repair } from '#contract/repair'
import { serve } from '../kernel/serve'
import { handlers } from './handlers'
import { timer } from './timer'

export const main = serve(repair, handlers, timer)
