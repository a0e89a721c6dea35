import { room } from '#contract/room'
import { serve } from '../kernel/serve'
import { handlers } from './handlers'
import { roomJobs } from './timer'

export const main = serve(room, handlers, roomJobs)
