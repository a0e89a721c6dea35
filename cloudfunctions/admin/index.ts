import { admin } from '#contract/admin'
import { type Handlers, serve } from '../kernel/serve'

export const main = serve(admin, {} as Handlers<typeof admin>)
