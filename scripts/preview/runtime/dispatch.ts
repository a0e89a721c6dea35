import { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { FrameworkElement, MiniProgramNode } from './backend'
import { viewportOf } from './dom'
import { NO_DEFAULT } from './enums'

/** A finger, or the mouse standing in for one; in pixels from the page's own top left corner. */
interface Touch {
  identifier: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
}

/** The same in pixels of the window. */
export interface Pointer {
  identifier?: number
  clientX: number
  clientY: number
}

export interface Dispatched {
  event: Event
  touches: Pointer[]
  changed: Pointer[]
  /** The place of a tap or long press. */
  at?: Pointer
}

/** Returns whether a listener asked for the browser's own reaction to be prevented (`catchtouchmove`). */
export function dispatch(
  target: Element,
  type: string,
  { event, touches, changed, at }: Dispatched,
): boolean {
  const node = frameworkElement(target)
  if (!node) return false
  const { left, top } = viewportOf(target)
  const toTouch = ({ identifier, clientX, clientY }: Pointer, index: number): Touch => {
    const [x, y] = [clientX - left, clientY - top]
    return { identifier: identifier ?? index, pageX: x, pageY: y, clientX: x, clientY: y }
  }
  const detail = at ? { x: at.clientX - left, y: at.clientY - top } : {}
  const made = new glassEasel.Event(type, detail, {
    bubbles: true,
    composed: true,
    capturePhase: true,
    originalEvent: event,
    extraFields: { touches: touches.map(toTouch), changedTouches: changed.map(toTouch) },
  })
  glassEasel.Event.dispatchEvent(node, made)
  return made.getEventBubbleStatus() === NO_DEFAULT
}

/** Hands `transitionend` and the events of CSS animations on to the mini program. */
export function forwardAnimation(event: Event): void {
  const node = frameworkElement(event.target as Element)
  if (!node) return
  const { elapsedTime } = event as AnimationEvent
  glassEasel.Event.triggerEvent(node, event.type, { elapsedTime }, { bubbles: true })
}

export function isListenedTo(target: Element, type: string): boolean {
  for (let node: Element | null = target; node; node = node.parentElement) {
    if ((node as MiniProgramNode).__wxListened?.has(type)) return true
  }
  return false
}

function frameworkElement(target: Element): FrameworkElement | undefined {
  for (let node: Element | null = target; node; node = node.parentElement) {
    const made = (node as MiniProgramNode).__wxElement
    if (made) return made
  }
  return undefined
}
