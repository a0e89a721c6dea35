import type { MiniProgramNode } from '../backend'

/** Roles of what a person presses, turns or chooses. */
const CONTROLS = ['button', 'link', 'tab', 'radio', 'checkbox', 'switch', 'slider', 'listbox', 'menuitem']
export const CONTROL = CONTROLS.map(role => `[role="${role}"]`).join()
const NATIVE = 'input, textarea, select, a[href], button, video'

/** Marks what this file made focusable, so that it can be taken back. */
const STOP = 'data-tab-stop'

/** Gives everything below `screen` that can be pressed a place in the order of Tab, and takes it from what cannot. */
export function makeFocusable(screen: HTMLElement): void {
  for (const node of screen.querySelectorAll<HTMLElement>('*')) {
    const isStop = node.hasAttribute(STOP)
    if (isStop === isPressable(node)) continue
    node.toggleAttribute(STOP, !isStop)
    if (isStop) node.removeAttribute('tabindex')
    else node.tabIndex = 0
  }
}

function isPressable(node: HTMLElement): boolean {
  if (isScrolled(node)) return !node.querySelector(`${CONTROL}, ${NATIVE}`)
  if (node.matches(NATIVE) || node.closest('[aria-hidden="true"]')) return false
  if (node.matches(CONTROL)) return node.getAttribute('aria-disabled') !== 'true'
  if (!isTapped(node)) return false
  // A card around buttons, or words inside a button: the buttons are what is pressed.
  return !node.parentElement?.closest(CONTROL) && !node.querySelector(`${CONTROL}, ${NATIVE}`)
}

/** True for a part of the page that scrolls by itself: without a stop inside, the arrow keys do not reach it. */
const isScrolled = (node: HTMLElement): boolean =>
  node.localName === 'wx-scroll-view' && node.scrollHeight > node.clientHeight

const isTapped = (node: MiniProgramNode): boolean => node.__wxListened?.has('tap') ?? false
