import { account } from '#contract/account'
import { serve } from '../kernel/serve'
import { handlers } from './handlers'
import { nightly } from './privacy/nightly'

export const main = serve(account, handlers, nightly)
