import { _ } from '../../kernel/cloud'
import { inTurn } from '../../kernel/jobs'
import { eraseSome, expiry } from './expiry'
import { finishMoves } from './moving'

/** Finishes what was interrupted, erases who asked for it and has not changed their mind, and lets go of whatever has been kept long enough. */
export const nightly = inTurn({
  moved: finishMoves,
  erased: now => eraseSome({ erasedAt: _.lte(now) }),
  ...expiry,
})
