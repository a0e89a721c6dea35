import type { Look } from './feature'
import { features } from './index'

/** The look of what belongs to no feature. */
const PLAIN: Look = { icon: 'app', colour: 'blue' }

/** The icon and colour of the feature of this name. */
export const lookOf = (feature: string): Look => features.find(({ name }) => name === feature)?.look ?? PLAIN
