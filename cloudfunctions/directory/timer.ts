import { runJobs } from '../kernel/jobs'
import { synchronise } from './imports/sync/job'
import { reindexRenamed } from './organisation/reindex'

export const timer = runJobs({ reindexRenamed, synchronise })
