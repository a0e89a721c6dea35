import { inTurn } from '../kernel/jobs'
import { escalate } from './desk/escalate'
import { tally } from './desk/tally'
import { fileMovements } from './stock/ledger'
import { mendStock } from './stock/mend'
import { closeMended } from './tickets/closing'
import { recount } from './tickets/recount'

export const timer = inTurn({
  closed: closeMended,
  escalated: escalate,
  mended: mendStock,
  filed: fileMovements,
  tallied: tally,
  recounted: recount,
})
