import { outbox } from '#contract/outbox'
import { serve } from '../kernel/serve'
import { handlers } from './handlers'
import { timer } from './timer'

export const main = serve(outbox, handlers, timer)
