import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { playAnimation } from '../animation'

type PropertyType = StringConstructor | BooleanConstructor | NumberConstructor | ArrayConstructor | null
export interface Property<T = unknown> {
  type: PropertyType
  value: T
}

export const text = (value = ''): Property<string> => ({ type: String, value })
export const flag = (value = false): Property<boolean> => ({ type: Boolean, value })
export const number = (value = 0): Property<number> => ({ type: Number, value })
export const any = <T>(value: T): Property<T> => ({ type: null, value })

export type PropertyMap = Record<string, Property>
export type Values<P extends PropertyMap> = { [K in keyof P]: P[K] extends Property<infer T> ? T : never }

/** One built-in component on the page, as its code sees it. */
export interface Builtin<P extends PropertyMap = PropertyMap> {
  readonly element: HTMLElement
  readonly data: Values<P>
  set(values: Partial<Values<P>>): void
  emit(event: string, detail?: unknown): void
  on(event: string, listener: (event: GestureEvent) => void): void
  /** The framework's own element, for walking the tree. */
  readonly node: glassEasel.GeneralComponent
}

export interface GestureEvent {
  target: unknown
  touches: { clientX: number; clientY: number }[]
  changedTouches: { clientX: number; clientY: number }[]
}

/** What a built-in component does beyond its template. */
export interface Behaviour {
  /** Brings the element into line with its properties: once at the start and after each change. */
  update?(): void
  detach?(): void
  /** What pressing its label does. */
  activate?(): void
  /** Its part of a form's value, under its `name`. */
  value?(): unknown
  reset?(): void
  submit?(): void
}

export interface BuiltinDefinition<P extends PropertyMap = PropertyMap> {
  name: string
  properties: P
  externalClasses?: string[]
  setup?(self: Builtin<P>): Behaviour
}

/** Keeps the properties' types while the definitions go into one list. */
export function builtin<P extends PropertyMap>(definition: BuiltinDefinition<P>): BuiltinDefinition {
  return definition as unknown as BuiltinDefinition
}

interface Attached {
  name: string
  self: Builtin
  behaviour: Behaviour
}

const attached = new WeakMap<object, Attached>()

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

/** What screen readers are told, by the property that WXML's attribute becomes. */
const ARIA: Record<string, string> = Object.fromEntries([
  ['role', 'role'],
  ['ariaRole', 'role'],
  ...[
    'label',
    'hidden',
    'busy',
    'checked',
    'selected',
    'disabled',
    'expanded',
    'live',
    'modal',
    'pressed',
  ].map(name => [`aria${name[0]!.toUpperCase()}${name.slice(1)}`, `aria-${name}`]),
])

/** Properties that every built-in component has. */
const COMMON: PropertyMap = {
  hidden: flag(),
  animation: any<{ actions?: [] } | null>(null),
  ...Object.fromEntries(Object.keys(ARIA).map(name => [name, any<unknown>(null)])),
}

/** Registers one built-in component under its WXML name. */
export function register(
  space: glassEasel.ComponentSpace,
  { name, properties, externalClasses, setup }: BuiltinDefinition,
  template: glassEasel.template.ComponentTemplate | undefined,
): void {
  const update = (node: glassEasel.GeneralComponent) => {
    reflect(node)
    builtinOf(node)?.behaviour.update?.()
  }
  const definition = space.defineComponent({
    is: `wx/${name}`,
    options: { propertyEarlyInit: true },
    properties: { ...COMMON, ...properties } as Record<string, never>,
    externalClasses,
    template,
    observers: [
      {
        fields: Object.keys({ ...COMMON, ...properties }).join(','),
        observer: function (this: unknown) {
          update(this as glassEasel.GeneralComponent)
        },
      },
      {
        fields: 'animation',
        observer: function (this: unknown, value: never) {
          playAnimation(this as glassEasel.GeneralComponent, value)
        },
      },
    ],
    lifetimes: {
      attached(this: unknown) {
        const node = this as glassEasel.GeneralComponent
        const self = view(node)
        attached.set(node, { name, self, behaviour: setup?.(self) ?? {} })
        update(node)
      },
      detached(this: unknown) {
        builtinOf(this)?.behaviour.detach?.()
      },
    },
  })
  space.setGlobalUsingComponent(name, definition)
}

function view(node: glassEasel.GeneralComponent): Builtin {
  return {
    node,
    element: node.getBackendElement() as unknown as HTMLElement,
    get data() {
      return node.data as Values<PropertyMap>
    },
    set: values => node.setData(values),
    emit: (event, detail = {}) => node.triggerEvent(event, detail),
    on: (event, listener) => node.addListener(event, listener as never),
  }
}

function reflect(node: glassEasel.GeneralComponent): void {
  const dom = node.getBackendElement() as unknown as HTMLElement
  const data = node.data as Record<string, unknown>
  dom.toggleAttribute('hidden', Boolean(data.hidden))
  for (const [property, attribute] of Object.entries(ARIA)) {
    const value = data[property]
    if (value === null || value === undefined || value === '') continue
    dom.setAttribute(attribute, String(value))
  }
}
