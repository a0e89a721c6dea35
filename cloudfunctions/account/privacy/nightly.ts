import { runJobs } from '../../kernel/jobs'
import { eraseAsked, eraseLeavers, expiry } from './expiry'
import { finishMerges } from './merge'

/**
 * Lets go of whatever has been kept long enough, finishes what was interrupted, and erases who asked for it and has not
 * changed their mind, then who left. People come last: many at once, they may take more time than the night has.
 */
export const nightly = runJobs({
  ...expiry,
  moved: finishMerges,
  erased: eraseAsked,
  left: eraseLeavers,
})
