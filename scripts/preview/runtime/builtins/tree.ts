import { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { Behaviour, Builtin } from './builtin'

interface Attached {
  name: string
  self: Builtin
  behaviour: Behaviour
}

const attached = new WeakMap<object, Attached>()

export function remember(node: object, found: Attached): void {
  attached.set(node, found)
}

/** The built-in component that a framework element is, once it is on the page. */
export function builtinOf(node: unknown): Attached | undefined {
  return typeof node === 'object' && node !== null ? attached.get(node) : undefined
}

export function closest(node: glassEasel.Element, name: string): Attached | undefined {
  for (let current: glassEasel.Element | null = node; current; current = current.getComposedParent()) {
    const found = builtinOf(current)
    if (found?.name === name) return found
  }
  return undefined
}

/** Everything below `node`, slots filled in, in the order of the page. */
export function descendants(node: glassEasel.Element): glassEasel.Element[] {
  const found: glassEasel.Element[] = []
  node.forEachComposedChild(child => {
    if (glassEasel.Component.isComponent(child)) found.push(child)
    if ('forEachComposedChild' in child) found.push(...descendants(child as glassEasel.Element))
  })
  return found
}
