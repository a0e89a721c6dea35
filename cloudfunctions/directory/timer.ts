import { hourly, runJobs } from '../kernel/jobs'
import { synchronise } from './imports/sync/job'
import { countHeads } from './organisation/heads'
import { stateRequests } from './organisation/join-requests'
import { reindexRenamed } from './organisation/reindex'

// The synchronisation renames departments, whose members are reindexed in the same run.
export const timer = runJobs({ synchronise, reindexRenamed, countHeads, stated: hourly(stateRequests) })
