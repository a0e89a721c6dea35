import { _ } from '../../kernel/cloud'
import { inTurn } from '../../kernel/jobs'
import { eraseLeavers, eraseSome, expiry } from './expiry'
import { finishMoves } from './moving'

/**
 * Lets go of whatever has been kept long enough, finishes what was interrupted, and erases who asked for it and has not
 * changed their mind, then who left. People come last: many at once, they may take more time than the night has.
 */
export const nightly = inTurn({
  ...expiry,
  moved: finishMoves,
  erased: now => eraseSome({ erasedAt: _.lte(now) }, now),
  left: eraseLeavers,
})
