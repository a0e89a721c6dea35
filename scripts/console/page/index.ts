import { startClock } from './clock'
import { startNavigation } from './router'

startClock()
startNavigation()
