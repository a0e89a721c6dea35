import { inTurn } from '../kernel/jobs'
import { synchronise } from './imports/sync/job'
import { refreshTerms } from './organisation/refresh'
import { settleGroups } from './rights'

export const timer = inTurn({ settleGroups, refreshTerms, synchronise })
