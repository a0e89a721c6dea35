import { element } from '../dom'
import type { ThemeName } from '../manifest'
import type { FromPhone, ToPhone } from '../shell-link'
import type { PhoneState } from './address'
import type { Persona } from './persona'
import { PersonaList } from './persona-list'

const LARGE_TEXT = '1.3'
const SYSTEM_IS_DARK = matchMedia('(prefers-color-scheme: dark)')

/** One phone on the desk, with the controls above it: who holds it, dark or light, large text. */
export class PhonePlace {
  readonly element: HTMLElement
  private readonly frame = element('iframe', '')
  private readonly holder: PersonaList
  private readonly dark = toggle('深色')
  private readonly large = toggle('大字')
  /** A change that the phone has not been told, because it is not looked at. */
  private missed = false

  /** @param moved is called after the state has changed */
  constructor(
    index: number,
    private everybody: Persona[],
    readonly state: PhoneState,
    private readonly moved: () => void,
  ) {
    const label = `手机 ${index + 1}`
    this.holder = new PersonaList(`${label} 的使用者`, everybody, state.as, as => this.seat({ as }))
    this.frame.title = label
    const controls = element('div', 'controls', this.holder.element, this.dark, this.large)
    const device = element('div', 'device', this.frame, element('div', 'notch'))
    this.element = element('section', 'place', controls, device)
    this.element.setAttribute('aria-label', label)
    this.large.addEventListener('click', () => this.set({ large: !state.large }).load())
    this.dark.addEventListener('click', () => this.set({ theme: this.theme === 'dark' ? 'light' : 'dark' }))
    SYSTEM_IS_DARK.addEventListener('change', () => this.set({}))
    this.set({}).load()
  }

  /** Gives the phone to a person at a page. */
  seat({ as, page = '' }: { as: string; page?: string }): void {
    this.set({ as, page }).load()
  }

  update(everybody: Persona[]): void {
    this.everybody = everybody
    this.holder.update(everybody, this.state.as)
  }

  tell(message: ToPhone): void {
    if (message.type === 'changed') this.missed = !this.isLookedAt
    if (message.type !== 'changed' || this.isLookedAt)
      this.frame.contentWindow?.postMessage(message, location.origin)
  }

  /** Tells what the phone has missed, now that it may be looked at. */
  look(): void {
    if (this.missed && this.isLookedAt) this.tell({ type: 'changed' })
  }

  /** @returns what this phone says in the event, if it is this phone that speaks */
  heard({ source, origin, data }: MessageEvent): FromPhone | undefined {
    if (origin !== location.origin || source !== this.frame.contentWindow) return undefined
    const message = data as FromPhone
    if (message.type === 'page') this.set({ page: message.address })
    return message
  }

  /** A page that no one can see does not ask. */
  private get isLookedAt(): boolean {
    return !document.hidden && this.element.checkVisibility()
  }

  private get theme(): ThemeName {
    return this.state.theme || (SYSTEM_IS_DARK.matches ? 'dark' : 'light')
  }

  private set(change: Partial<PhoneState>): this {
    const before = this.state.as
    Object.assign(this.state, change)
    if (this.state.as !== before) this.holder.update(this.everybody, this.state.as)
    this.dark.setAttribute('aria-pressed', String(this.theme === 'dark'))
    this.large.setAttribute('aria-pressed', String(this.state.large))
    this.tell({ type: 'theme', theme: this.theme })
    this.moved()
    return this
  }

  private load(): void {
    const { as, page, large } = this.state
    const query = new URLSearchParams({ as, theme: this.theme })
    if (large) query.set('font', LARGE_TEXT)
    this.frame.src = `phone.html?${query}${page && `#${page}`}`
  }
}

function toggle(label: string): HTMLButtonElement {
  const button = element('button', '', label)
  button.type = 'button'
  return button
}
