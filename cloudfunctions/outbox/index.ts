import { outbox } from '#contract/outbox'
import { type Handlers, serve } from '../kernel/serve'

export const main = serve(outbox, {} as Handlers<typeof outbox>)
