import { access } from '#contract/access'
import { runJobs } from '../kernel/jobs'
import { serve } from '../kernel/serve'
import { syncOpenGroups } from './group-store'
import { handlers } from './handlers'

export const main = serve(access, handlers, runJobs({ syncOpenGroups }))
