import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { playAnimation } from '../animation'
import type { Behaviour, Builtin } from './builtin'
import { COMMON, reflect } from './common'
import type { PropertyMap, Values } from './properties'
import { builtinOf, remember } from './tree'

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

/** Registers one built-in component under its WXML name. */
export function register(
  space: glassEasel.ComponentSpace,
  { name, properties, externalClasses, setup }: BuiltinDefinition,
  template: glassEasel.template.ComponentTemplate | undefined,
): void {
  const update = (node: glassEasel.GeneralComponent) => {
    // A closed page can still receive a reply, which has no effect, as on a phone.
    if (!node.getBackendElement()) return
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
        remember(node, { name, self, behaviour: setup?.(self) ?? {} })
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
