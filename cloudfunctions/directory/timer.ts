import { runJobs } from '../kernel/jobs'
import { synchronise } from './imports/sync/job'
import { reindexRenamed } from './organisation/reindex'
import { syncOpenGroups } from './rights'

export const timer = runJobs({ syncOpenGroups, reindexRenamed, synchronise })
