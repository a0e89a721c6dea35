import { everyPage } from '../journeys/every-page'
import { pages } from './pages'

everyPage(pages)
