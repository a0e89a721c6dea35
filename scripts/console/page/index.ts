import { startClock } from './clock'
import { toast } from './dom'
import { startNavigation } from './router'

startClock().catch((error: Error) => toast(error.message, 'bad'))
startNavigation()
// The address after # is the console's own: the link that skips the navigation must not change it.
document.querySelector('.skip')!.addEventListener('click', event => {
  event.preventDefault()
  document.getElementById('main')!.focus()
})
