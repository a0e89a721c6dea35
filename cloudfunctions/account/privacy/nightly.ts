import { runJobs } from '../../kernel/jobs'
import { eraseAsked, eraseLeavers, expiry } from './expiry'
import { finishMerges } from './merge'

/**
 * Removes expired rows, completes interrupted merges, and erases the people who asked for it, then those who left.
 * Erasing comes last, because many people can take more time than a run has.
 */
export const nightly = runJobs({
  ...expiry,
  moved: finishMerges,
  erased: eraseAsked,
  left: eraseLeavers,
})
