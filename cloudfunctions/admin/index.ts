import { admin } from '#contract/admin'
import { serve } from '../kernel/serve'
import { handlers } from './handlers'

const run = serve(admin, handlers)

/** An event that names no operation, such as the one that the console offers, is answered with help. */
export const main: typeof run = (event, context) =>
  run(event?.op === undefined ? { op: 'help' } : event, context)
