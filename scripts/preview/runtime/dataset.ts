import { glassEasel } from 'glass-easel-miniprogram-adapter'

/** `data-testid` and its like become attributes, so that a browser test can find what it means. */
export function mirrorDataset(): void {
  const { setDataset } = glassEasel.Element.prototype
  glassEasel.Element.prototype.setDataset = function (
    this: glassEasel.Element,
    name: string,
    value: unknown,
  ) {
    setDataset.call(this, name, value)
    if (value === null || typeof value === 'object') return
    const attribute = `data-${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`
    const mark = () => firstNode(this)?.setAttribute(attribute, String(value))
    // A component without a host element has nothing to mark until its own template is rendered.
    if (domOf(this)) mark()
    else queueMicrotask(mark)
  }
}

function firstNode(element: glassEasel.Element): HTMLElement | undefined {
  let found = domOf(element)
  element.forEachComposedChild(child => {
    if (!found && 'forEachComposedChild' in child) found = firstNode(child as glassEasel.Element)
  })
  return found
}

function domOf(element: glassEasel.Element): HTMLElement | undefined {
  const node = element.getBackendElement() as unknown
  return node instanceof HTMLElement ? node : undefined
}
