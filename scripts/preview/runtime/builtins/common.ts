import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { any, flag, type PropertyMap } from './properties'

/** The ARIA attribute for each property that a WXML attribute becomes. */
const ARIA: Record<string, string> = Object.fromEntries([
  ['role', 'role'],
  ['ariaRole', 'role'],
  ...[
    'Label',
    'Hidden',
    'Busy',
    'Checked',
    'Selected',
    'Disabled',
    'Expanded',
    'Live',
    'Modal',
    'Valuemin',
    'Valuemax',
    'Valuenow',
    'Valuetext',
  ].map(name => [`aria${name}`, `aria-${name.toLowerCase()}`]),
])

/** Properties that every built-in component has. */
export const COMMON: PropertyMap = {
  hidden: flag(),
  animation: any<{ actions?: [] } | null>(null),
  ...Object.fromEntries(Object.keys(ARIA).map(name => [name, any<unknown>(null)])),
}

/** Copies the common properties to the DOM element. */
export function reflect(node: glassEasel.GeneralComponent): void {
  const dom = node.getBackendElement() as unknown as HTMLElement
  const data = node.data as Record<string, unknown>
  dom.toggleAttribute('hidden', Boolean(data.hidden))
  for (const [property, attribute] of Object.entries(ARIA)) {
    const value = data[property] ?? ''
    if (value !== '') dom.setAttribute(attribute, String(value))
    // A role can be the component's own.
    else if (attribute !== 'role') dom.removeAttribute(attribute)
  }
  // WeChat has no levels: the title of the page is the first, whatever stands below it the second.
  if (dom.getAttribute('role') === 'heading') dom.setAttribute('aria-level', '2')
}
