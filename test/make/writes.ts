import { seed } from '../../scripts/seed'
import { members } from '../../scripts/seed/members'
import { factsByTitle, fixtures } from './fixtures'
import { aWorld, type World } from './world'

/** Operation → its ways of writing, where the sample of an operation would be refused or change nothing. */
export const WRITES = factsByTitle(({ writes }) => writes)

/** Operation → requests that find something, where the sample would be refused. */
export const READS = factsByTitle(({ reads }) => reads)

const features = Object.values(fixtures)

/** The fictional university with the people and the settings of every feature's fixtures: everything can be written. */
export const aWorldOfWrites = (): World =>
  aWorld({
    // A function that is killed while it sends a mail hangs up, and the mail server says so.
    log: () => {},
    environment: Object.assign({}, ...features.map(({ settings }) => settings)),
    seed: now => ({ ...seed(now), members: [...members, ...features.flatMap(({ people = [] }) => people)] }),
  })
