import { hourly, runJobs } from '../kernel/jobs'
import { aggregateMonths } from './statistics/aggregate'
import { recountWorkload } from './statistics/workload'
import { archiveMovements } from './stock/ledger'
import { reconcileStock } from './stock/reconcile'
import { closeFinished } from './tickets/close'
import { escalate } from './tickets/escalate'
import { stateMaterials, stateTickets } from './tickets/state'
import { withdrawFromDeparted } from './tickets/withdraw'

export const timer = runJobs({
  closed: closeFinished,
  withdrawn: withdrawFromDeparted,
  escalated: escalate,
  mended: reconcileStock,
  filed: archiveMovements,
  tallied: aggregateMonths,
  recounted: recountWorkload,
  stated: hourly(stateTickets),
  shelved: hourly(stateMaterials),
})
