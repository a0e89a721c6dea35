import { closeModal, keepInside } from './modal'
import { CONTROL } from './tab-stops'

const TYPED = 'input, textarea, select, button, a[href], video, [contenteditable]'
const ARROWS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }

/** Enter and Space press, arrows turn, Escape leaves what lies over the page, Tab stays in it. */
export function listenToKeys(): void {
  document.addEventListener(
    'keydown',
    event => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      if (answer(event)) event.preventDefault()
    },
    { capture: true },
  )
}

/** @returns whether the key was meant for the phone, and not for the browser */
function answer({ key, shiftKey }: KeyboardEvent): boolean {
  if (key === 'Escape') return closeModal()
  if (key === 'Tab') return keepInside(shiftKey)
  const control = document.activeElement
  if (!(control instanceof HTMLElement) || control.tabIndex < 0 || control.matches(TYPED)) return false
  if (key === 'Enter' || key === ' ') return press(control)
  const step = ARROWS[key]
  return step !== undefined && turn(control, step)
}

function press(control: HTMLElement): boolean {
  if (!control.matches(`${CONTROL}, [data-tab-stop]`)) return false
  const { left, top, width, height } = control.getBoundingClientRect()
  pressAt(control, left + width / 2, top + height / 2)
  return true
}

/** Moves a slider by pressing the place of its next value, and a wheel by one row. */
function turn(control: HTMLElement, step: number): boolean {
  if (control.matches('.wx-picker-wheel')) {
    control.scrollBy({ top: step * (control.firstElementChild?.clientHeight ?? 0) })
    return true
  }
  const most = Number(control.getAttribute('aria-valuemax'))
  if (control.getAttribute('role') !== 'slider' || !most) return false
  const value = Math.min(Math.max(Number(control.getAttribute('aria-valuenow')) + step, 1), most)
  const { left, top, width, height } = control.getBoundingClientRect()
  pressAt(control, left + (width * (value - 0.5)) / most, top + height / 2)
  return true
}

function pressAt(control: HTMLElement, clientX: number, clientY: number): void {
  control.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, clientX, clientY }))
}
