import { element } from '../dom'
import type { Persona } from './persona'
import { describePersona } from './roles'

const LARGE_TEXT = '1.3'

/** One phone on the desk, with the controls above it: who holds it, dark or light, large text. */
export class PhonePlace {
  readonly element: HTMLElement
  private readonly frame = element('iframe', '')
  private readonly holder: HTMLSelectElement
  private readonly dark = toggle('深色')
  private readonly large = toggle('大字')

  constructor(index: number, everybody: Persona[], holder: Persona) {
    this.holder = chooser(everybody, holder)
    this.holder.setAttribute('aria-label', `手机 ${index + 1} 的使用者`)
    this.frame.title = `手机 ${index + 1}`
    const device = element('div', 'device', this.frame, element('div', 'notch'))
    this.element = element(
      'section',
      'place',
      element('div', 'controls', this.holder, this.dark, this.large),
      device,
    )
    this.holder.addEventListener('change', () => this.open())
    this.large.addEventListener('click', () => this.open(this.frame.contentWindow?.location.hash))
    this.dark.addEventListener('click', () => {
      const theme = isOn(this.dark) ? 'dark' : 'light'
      this.frame.contentWindow?.postMessage({ type: 'theme', theme }, location.origin)
    })
  }

  /** Loads the phone anew, at its home page or where `hash` says. */
  open(hash = ''): void {
    const query = new URLSearchParams({ as: this.holder.value })
    if (isOn(this.dark)) query.set('theme', 'dark')
    if (isOn(this.large)) query.set('font', LARGE_TEXT)
    this.frame.src = `phone.html?${query}${hash}`
  }
}

function chooser(everybody: Persona[], holder: Persona): HTMLSelectElement {
  const select = element('select', '')
  select.append(...everybody.map(persona => new Option(describePersona(persona), persona.id)))
  select.value = holder.id
  return select
}

function toggle(label: string): HTMLButtonElement {
  const button = element('button', '', label)
  button.setAttribute('aria-pressed', 'false')
  button.addEventListener('click', () => button.setAttribute('aria-pressed', String(!isOn(button))))
  return button
}

function isOn(button: HTMLButtonElement): boolean {
  return button.getAttribute('aria-pressed') === 'true'
}
