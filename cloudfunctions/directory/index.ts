import { directory } from '#contract/directory'
import { serve } from '../kernel/serve'
import { handlers } from './handlers'
import { timer } from './timer'

export const main = serve(directory, handlers, timer)
