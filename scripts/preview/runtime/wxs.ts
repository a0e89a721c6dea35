import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { viewportOf } from './dom'
import { ANIMATION_STYLE, TEMPORARY_CLASS } from './enums'
import { report } from './errors'

/** The methods by which WXS reads and changes an element. */
interface Descriptor
  extends ReturnType<typeof stylist>,
    ReturnType<typeof speaker>,
    Selecting,
    Readonly<typeof scheduler> {}

interface Selecting {
  selectComponent(query: string): Descriptor | null
  selectAllComponents(query: string): (Descriptor | null)[]
}

type Listener = (...args: unknown[]) => unknown

const states = new WeakMap<glassEasel.Element, Record<string, unknown>>()

/** A member of the object `wxs` that compiled templates and WXS modules use; see build/templates.ts. */
export const changeFilter = (listener: Listener) => {
  return (now: unknown, before: unknown, host: unknown, target: unknown) => {
    // A microtask runs after the current render, so that selectComponent() finds the elements that it makes.
    queueMicrotask(() => guarded(() => listener(now, before, descriptor(host), descriptor(target))))
  }
}

/** Calls an event handler: a method of the component, or a WXS function with the event and its owner. */
export const eventWrapper = (caller: object, event: { currentTarget: unknown }, listener: Listener) => {
  if (isMethod(caller, listener)) return listener.call(caller, event)
  const withInstance = Object.create(event, {
    instance: { value: descriptor(event.currentTarget) },
  }) as object
  return listener.call(null, withInstance, descriptor(caller))
}

export const getRegExp = (pattern: string, flags?: string) => new RegExp(pattern, flags)

export const getDate = (...args: [] | [number]) => new Date(...(args as [number]))

function descriptor(target: unknown): Descriptor | null {
  const node = frameworkNode(target)
  if (!node) return null
  return { ...stylist(node), ...selector(node), ...speaker(node), ...scheduler }
}

function stylist(node: glassEasel.Element) {
  const dom = node.getBackendElement() as unknown as HTMLElement
  return {
    setStyle: (style: string | Record<string, string>) => node.setNodeStyle(cssText(style), ANIMATION_STYLE),
    addClass: (name: string) => node.classList?.toggle(name, true, TEMPORARY_CLASS),
    removeClass: (name: string) => node.classList?.toggle(name, false, TEMPORARY_CLASS),
    hasClass: (name: string) => node.classList?.contains(name) ?? false,
    getComputedStyle: () => getComputedStyle(dom),
    getBoundingClientRect: () => {
      const { left, top, width, height } = dom.getBoundingClientRect()
      const page = viewportOf(dom)
      const [x, y] = [left - page.left, top - page.top]
      return { left: x, top: y, right: x + width, bottom: y + height, width, height }
    },
  }
}

function selector(node: glassEasel.Element): Selecting {
  const shadowRoot = glassEasel.Component.isComponent(node) ? node.getShadowRoot() : null
  return {
    selectComponent: query => descriptor(shadowRoot?.querySelector(query)),
    selectAllComponents: query => (shadowRoot?.querySelectorAll(query) ?? []).map(descriptor),
  }
}

function speaker(node: glassEasel.Element) {
  const component = glassEasel.Component.isComponent(node) ? node : null
  return {
    getDataset: () => node.dataset,
    getState: () => {
      const state = states.get(node) ?? {}
      states.set(node, state)
      return state
    },
    callMethod: (name: string, argument: unknown) => {
      if (!component) return
      const caller = component.getMethodCaller() as unknown as Record<string, Listener | undefined>
      caller[name]?.(argument)
    },
    triggerEvent: (name: string, detail: unknown, options?: glassEasel.EventOptions) =>
      node.triggerEvent(name, detail, options),
  }
}

const scheduler = {
  requestAnimationFrame: (callback: () => void) => window.requestAnimationFrame(() => guarded(callback)),
  setTimeout: (callback: () => void, delay?: number) => window.setTimeout(() => guarded(callback), delay),
  clearTimeout: (id: number) => window.clearTimeout(id),
}

/**
 * `bind:tap="{{ ready ? wxs.onTap : '' }}"` carries no hint that the function is WXS, so a handler counts as WXS when
 * the component has no such method.
 */
function isMethod(caller: object, listener: Listener): boolean {
  const component = frameworkNode(caller)
  if (!component || !glassEasel.Component.isComponent(component)) return true
  const methods = glassEasel.Component.getMethodsFromDef(component.getComponentDefinition())
  return Object.values(methods).includes(listener) || Object.values(caller).includes(listener)
}

function frameworkNode(target: unknown): glassEasel.Element | undefined {
  const wrapped = target as { _$?: glassEasel.Element } | null | undefined
  return wrapped?._$ ?? (target as glassEasel.Element | undefined) ?? undefined
}

function cssText(style: string | Record<string, string>): string {
  if (typeof style === 'string') return style
  return Object.entries(style)
    .map(([name, value]) => `${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}:${value}`)
    .join(';')
}

function guarded(run: () => void): void {
  try {
    run()
  } catch (error) {
    report(error, 'WXS')
  }
}
