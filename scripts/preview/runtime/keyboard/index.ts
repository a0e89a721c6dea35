import { listenToKeys } from './keys'
import { watchModals } from './modal'
import { makeFocusable } from './tab-stops'

/** Lets a phone be used without pointing: a computer has a keyboard, and some people have nothing else. */
export function listenToKeyboard(screen: HTMLElement): void {
  listenToKeys()
  const look = () => {
    makeFocusable(screen)
    watchModals(screen)
  }
  // Batches of changes: the templates of a page write thousands of attributes.
  new MutationObserver(look).observe(screen, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['role', 'aria-hidden', 'aria-disabled', 'hidden'],
  })
}
