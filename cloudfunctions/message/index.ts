import { message } from '#contract/message'
import { serve } from '../kernel/serve'
import { handlers } from './handlers'
import { timer } from './timer'

export const main = serve(message, handlers, timer)
