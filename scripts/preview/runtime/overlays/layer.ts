import { element, screenElement } from '../dom'
import { closeOnEscape } from '../keyboard/modal'

/** The layer above all pages, where the client itself draws toasts, dialogs and pickers. */
export function layer(): HTMLElement {
  const found = screenElement().querySelector<HTMLElement>('.wx-layer')
  if (found) return found
  const made = element('div', 'wx-layer')
  screenElement().append(made)
  return made
}

/**
 * Shows `content` over a dimmed page.
 * @param dismiss what a press beside it does; Escape does the same unless `leave` says otherwise
 * @returns how to take it away
 */
export function showDialog(content: HTMLElement, dismiss?: () => void, leave = dismiss): () => void {
  const mask = element('div', 'wx-mask', content)
  mask.setAttribute('role', 'dialog')
  mask.setAttribute('aria-modal', 'true')
  closeOnEscape(mask, () => leave?.())
  mask.addEventListener('click', event => {
    if (event.target === mask) dismiss?.()
  })
  layer().append(mask)
  return () => mask.remove()
}
