import { directory } from '#contract/directory'
import { serve } from '../kernel/serve'
import { handlers } from './handlers'

export const main = serve(directory, handlers)
