import type { Fixtures } from '../make/fixtures'
import { pages } from './pages'

/** The pages of the tab bar, which show something of every feature. */
export const fixtures: Fixtures = { pages }
