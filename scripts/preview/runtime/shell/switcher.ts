import { element } from '../dom'
import type { PhonePlace } from './phone-place'

/**
 * Adds the buttons that choose the front phone in a narrow window, which has room for one.
 * @returns brings a phone forward
 */
export function switcher(places: PhonePlace[], shown: (front: number) => void): (front: number) => void {
  const buttons = places.map((_, index) => {
    const button = element('button', '', `手机 ${index + 1}`)
    button.type = 'button'
    button.addEventListener('click', () => show(index))
    return button
  })
  document.getElementById('switch')!.append(...buttons)
  function show(front: number): void {
    for (const [index, place] of places.entries()) {
      place.element.toggleAttribute('data-behind', index !== front)
      buttons[index]!.setAttribute('aria-pressed', String(index === front))
      place.look()
    }
    shown(front)
  }
  return show
}
