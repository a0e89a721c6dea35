import { CONTROL } from './tab-stops'

const REACHABLE = '[tabindex="0"], input:not([disabled]), textarea:not([disabled]), select, button, video'
/** Buttons that leave a sheet as it was: WeChat's own, TDesign's, and ours. */
const LEAVING = ['取消', '关闭', '拒绝', '再想想']

const closers = new WeakMap<Element, () => void>()

/** The sheet or dialog over the page, and the control that opened it. */
let open: Element | undefined
let opener: HTMLElement | undefined

/** Says how Escape closes a dialog of the client's own. */
export function closeOnEscape(dialog: Element, close: () => void): void {
  closers.set(dialog, close)
}

/** Moves the focus into a dialog that has opened, and back to where it was once it is closed. */
export function watchModals(screen: HTMLElement): void {
  const now = topDialog(screen)
  if (now === open) return
  const before = open
  open = now
  if (!before) opener = document.activeElement instanceof HTMLElement ? document.activeElement : undefined
  // The other phone may be the one that is typed on.
  if (!document.hasFocus()) return
  if (now) focusInto(now as HTMLElement)
  else if (opener?.isConnected) opener.focus({ preventScroll: true })
}

/** @returns whether there was something to close */
export function closeModal(): boolean {
  if (!open) return false
  const close = closers.get(open)
  if (close) close()
  else leavingButton(open)?.click()
  return true
}

/** Keeps Tab inside the dialog. @returns whether the focus was moved */
export function keepInside(backwards: boolean): boolean {
  if (!open) return false
  const all = [...open.querySelectorAll<HTMLElement>(REACHABLE)].filter(node => node.checkVisibility())
  const [first, last] = backwards ? [all.at(-1), all[0]] : [all[0], all.at(-1)]
  const active = document.activeElement
  if (first && open.contains(active) && active !== last && active !== open) return false
  if (active === open && !backwards) return false
  first?.focus()
  return true
}

function topDialog(screen: HTMLElement): Element | undefined {
  const shown = (selector: string) =>
    [...screen.querySelectorAll<HTMLElement>(selector)].filter(node => node.checkVisibility()).at(-1)
  return shown('.wx-layer [role="dialog"]') ?? shown('.wx-frame:not([hidden]) [role="dialog"]')
}

function focusInto(dialog: HTMLElement): void {
  if (dialog.contains(document.activeElement)) return
  dialog.tabIndex = -1
  dialog.focus({ preventScroll: true })
}

/** The overlay beside the dialog, or else a button in it. */
function leavingButton(dialog: Element): HTMLElement | undefined {
  for (
    let around = dialog.parentElement;
    around && !around.matches('.wx-frame');
    around = around.parentElement
  ) {
    const found = namedLeaving(around).find(button => !dialog.contains(button))
    if (found) return found
  }
  return namedLeaving(dialog)[0]
}

const namedLeaving = (around: Element): HTMLElement[] =>
  [...around.querySelectorAll<HTMLElement>(CONTROL)].filter(button =>
    LEAVING.includes((button.getAttribute('aria-label') ?? button.textContent ?? '').trim()),
  )
