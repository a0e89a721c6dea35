import { _ } from '../../kernel/cloud'
import { inTurn } from '../../kernel/jobs'
import { eraseSome, expiry } from './expiry'

/** Erases who asked for it and has not changed their mind, and lets go of whatever has been kept long enough. */
export const nightly = inTurn({ erased: now => eraseSome({ erasedAt: _.lte(now) }), ...expiry })
