type Child = Node | string | false | undefined

/** Attributes by name (true for one without a value, false for none), and listeners by `on` and the event's name. */
type Attributes = Record<string, string | boolean | undefined | ((event: Event) => void)>

/** Makes an element: `h('a', { href: '#/' }, '首页')`. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value)
    else if (typeof value === 'string') made.setAttribute(name, value)
    else if (value) made.setAttribute(name, '')
  }
  made.append(...children.filter(child => child !== false && child !== undefined))
  return made
}

/** A button that says what went wrong, and cannot be pressed again while it works. */
export function actionButton(label: string, className: string, act: () => unknown): HTMLButtonElement {
  const button = h('button', { type: 'button', class: className }, label)
  button.addEventListener('click', async () => {
    button.disabled = true
    try {
      await act()
    } catch (error) {
      toast((error as Error).message, 'bad')
    } finally {
      button.disabled = false
    }
  })
  return button
}

/** A label above its control. */
export function field(label: string, control: HTMLElement): HTMLElement {
  return h('label', { class: 'field' }, h('span', {}, label), control)
}

export function chooser(choices: [value: string, words: string][], chosen: string): HTMLSelectElement {
  const select = h('select')
  select.append(...choices.map(([value, words]) => new Option(words, value)))
  select.value = chosen
  return select
}

let hiding: number | undefined

/** A sentence at the lower edge that goes away by itself; screen readers say it. */
export function toast(sentence: string, tone: 'good' | 'bad' = 'good'): void {
  const place = document.getElementById('toast')!
  // Above an open dialog only what is inside the dialog can be seen.
  const front = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body
  front.append(place)
  place.textContent = sentence
  place.dataset.tone = tone
  clearTimeout(hiding)
  hiding = setTimeout(() => {
    place.textContent = ''
  }, 4000)
}
