import { room } from '#contract/room'
import { serve } from '../kernel/serve'
import { handlers } from './handlers'
import { sweep } from './sweep'

export const main = serve(room, handlers, sweep)
