import type { Router } from './router'

/** Time in milliseconds after which a page has asked whatever it asks again. */
const ASKED = 2000

let until = 0

/** True while calls of this phone only ask again for what it shows, and no person has pressed anything since. */
export const isAskingAgain = (): boolean => performance.now() < until

/** Lets the page on top ask again, as it does when a person comes back to it: something has changed in the cloud. */
export function askAgain(router: Router): void {
  until = performance.now() + ASKED
  router.current?.comeBack()
}

for (const type of ['pointerdown', 'keydown']) {
  addEventListener(type, () => {
    until = 0
  })
}
