import { account } from '#contract/account'
import { serve } from '../kernel/serve'
import { handlers } from './handlers'

export const main = serve(account, handlers)
