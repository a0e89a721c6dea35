import { element } from '../dom'
import { avatarOf, type Persona, roleOf } from './persona'

/** The button that says whose phone it is, and the list of people it opens. */
export class PersonaList {
  readonly element: HTMLElement
  private readonly button = element('button', 'holder')
  private readonly list = element('div', 'people')
  private options: HTMLElement[] = []

  constructor(
    label: string,
    private everybody: Persona[],
    private chosen: string,
    private readonly choose: (id: string) => void,
  ) {
    this.button.type = 'button'
    this.button.setAttribute('aria-haspopup', 'listbox')
    this.list.setAttribute('role', 'listbox')
    this.list.setAttribute('aria-label', label)
    this.element = element('div', 'chooser', this.button, this.list)
    this.button.addEventListener('click', () => this.open(this.list.hidden !== false))
    this.element.addEventListener('keydown', event => this.pressed(event))
    this.element.addEventListener('focusout', ({ relatedTarget }) => {
      if (!this.element.contains(relatedTarget as Node | null)) this.open(false)
    })
    this.draw()
    this.open(false)
  }

  /** Shows the people as they are now, and who of them has the phone. */
  update(everybody: Persona[], chosen: string): void {
    this.everybody = everybody
    this.chosen = chosen
    this.draw()
  }

  private draw(): void {
    const holder = this.everybody.find(({ id }) => id === this.chosen)
    this.button.replaceChildren(...(holder ? lineOf(holder) : ['选择角色']))
    this.options = this.everybody.map(persona => {
      const option = element('div', 'person', ...lineOf(persona))
      option.setAttribute('role', 'option')
      option.setAttribute('aria-selected', String(persona.id === this.chosen))
      option.tabIndex = -1
      option.addEventListener('click', () => this.take(persona.id))
      return option
    })
    this.list.replaceChildren(...this.options)
  }

  private take(id: string): void {
    this.open(false)
    this.button.focus()
    if (id !== this.chosen) this.choose(id)
  }

  private open(open: boolean): void {
    if (!open && this.list.contains(document.activeElement)) this.button.focus()
    this.list.hidden = !open
    this.button.setAttribute('aria-expanded', String(open))
    if (open) this.options.find(option => option.getAttribute('aria-selected') === 'true')?.focus()
  }

  private pressed(event: KeyboardEvent): void {
    const at = this.options.indexOf(document.activeElement as HTMLElement)
    const act: Record<string, () => void> = {
      Escape: () => this.open(false),
      ArrowDown: () => (this.list.hidden ? this.open(true) : this.options[at + 1]?.focus()),
      ArrowUp: () => this.options[at - 1]?.focus(),
      Home: () => this.options[0]?.focus(),
      End: () => this.options.at(-1)?.focus(),
      Enter: () => this.options[at]?.click(),
      ' ': () => this.options[at]?.click(),
    }
    const known = act[event.key]
    const isOnButton = at < 0 && ['Enter', ' '].includes(event.key)
    if (!known || isOnButton || (this.list.hidden && event.key !== 'ArrowDown')) return
    event.preventDefault()
    event.stopPropagation()
    known()
  }
}

const lineOf = (persona: Persona): HTMLElement[] => [
  avatarOf(persona),
  element('span', 'person-name', persona.name),
  element('span', 'person-role', roleOf(persona)),
]
