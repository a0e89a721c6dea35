import { room } from '#contract/room'
import { serve } from '../kernel/serve'
import { roomJobs } from './archive'
import { handlers } from './handlers'

export const main = serve(room, handlers, roomJobs)
