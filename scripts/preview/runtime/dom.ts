/** Makes an element of the phone's own chrome (never of the mini program). */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  made.className = className
  made.append(...children)
  return made
}

/** A `div` that can be pressed, named for people who cannot see it. */
export function pressable(className: string, label: string, onPress: () => void): HTMLElement {
  const made = element('div', className)
  made.setAttribute('role', 'button')
  made.setAttribute('aria-label', label)
  made.addEventListener('click', onPress)
  return made
}

/** The element that is the phone's screen. */
export function screenElement(): HTMLElement {
  return document.getElementById('phone')!
}

/** The area of a mini program's page, below the navigation bar; its coordinates are measured from here. */
export function viewportOf(node: Element): DOMRect {
  return (node.closest('.wx-body') ?? screenElement()).getBoundingClientRect()
}
