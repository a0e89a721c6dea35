import { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { FrameworkElement, MiniProgramNode } from './backend'
import { viewportOf } from './dom'
import { NO_DEFAULT } from './enums'

/** A finger, or the mouse standing in for one; in pixels from the page's own top left corner. */
export interface Touch {
  identifier: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
}

interface Pointer {
  identifier?: number
  clientX: number
  clientY: number
}

const TAP_DISTANCE = 10
const LONG_PRESS_MS = 350
/** Browsers imitate a mouse after a touch; that mouse is not heard for this long. */
const GHOST_MOUSE_MS = 800

/** Turns the browser's touch and mouse events into touchstart, touchmove, touchend, tap and longpress. */
export function listenToGestures(): void {
  const gesture = new Gesture()
  listenToTouches(gesture)
  listenToMouse(gesture)
  document.addEventListener('click', event => gesture.click(event), { capture: true })
  for (const type of ['transitionend', 'animationstart', 'animationiteration', 'animationend']) {
    document.addEventListener(type, forwardAnimation, { capture: true })
  }
}

class Gesture {
  lastTouchAt = Number.NEGATIVE_INFINITY
  private origin: Pointer | undefined
  private longPress = 0
  /** Set once this press has become a drag or a long press. */
  private noTap = false

  start(event: UIEvent, pointers: Pointer[]): void {
    const target = event.target as Element
    this.origin = pointers[0]
    this.noTap = false
    clearTimeout(this.longPress)
    dispatch(target, 'touchstart', { event, touches: pointers, changed: pointers })
    this.longPress = window.setTimeout(() => this.pressedLong(event, pointers), LONG_PRESS_MS)
  }

  move(event: UIEvent, target: Element, pointers: Pointer[]): void {
    if (this.origin && distance(this.origin, pointers[0]!) > TAP_DISTANCE) {
      clearTimeout(this.longPress)
      this.noTap = true
    }
    const prevented = dispatch(target, 'touchmove', { event, touches: pointers, changed: pointers })
    if (prevented && event.cancelable) event.preventDefault()
  }

  end(event: UIEvent, target: Element, pointers: Pointer[], type = 'touchend'): void {
    clearTimeout(this.longPress)
    this.origin = undefined
    dispatch(target, type, { event, touches: [], changed: pointers })
  }

  click(event: MouseEvent): void {
    if (this.noTap) {
      this.noTap = false
      return
    }
    const { clientX: x, clientY: y } = event
    dispatch(event.target as Element, 'tap', { event, touches: [event], changed: [event], detail: { x, y } })
  }

  private pressedLong(event: UIEvent, pointers: Pointer[]): void {
    if (!this.origin) return
    const target = event.target as Element
    if (isListenedTo(target, 'longpress') || isListenedTo(target, 'longtap')) this.noTap = true
    const detail = { x: this.origin.clientX, y: this.origin.clientY }
    dispatch(target, 'longpress', { event, touches: pointers, changed: pointers, detail })
    dispatch(target, 'longtap', { event, touches: pointers, changed: pointers, detail })
  }
}

function listenToTouches(gesture: Gesture): void {
  const on = (
    type: 'touchstart' | 'touchmove' | 'touchend' | 'touchcancel',
    handle: (event: TouchEvent) => void,
  ) => {
    const listener = (event: TouchEvent) => {
      gesture.lastTouchAt = event.timeStamp
      handle(event)
    }
    document.addEventListener(type, listener, { capture: true, passive: false })
  }
  on('touchstart', event => gesture.start(event, [...event.touches]))
  on('touchmove', event => gesture.move(event, event.target as Element, [...event.touches]))
  on('touchend', event => gesture.end(event, event.target as Element, [...event.changedTouches]))
  on('touchcancel', event =>
    gesture.end(event, event.target as Element, [...event.changedTouches], 'touchcancel'),
  )
}

function listenToMouse(gesture: Gesture): void {
  let pressed: Element | undefined
  const on = (type: 'mousedown' | 'mousemove' | 'mouseup', handle: (event: MouseEvent) => void) => {
    document.addEventListener(type, handle, { capture: true })
  }
  on('mousedown', event => {
    if (event.button !== 0 || event.timeStamp - gesture.lastTouchAt < GHOST_MOUSE_MS) return
    pressed = event.target as Element
    gesture.start(event, [event])
  })
  on('mousemove', event => {
    if (pressed) gesture.move(event, pressed, [event])
  })
  on('mouseup', event => {
    if (pressed) gesture.end(event, pressed, [event])
    pressed = undefined
  })
}

interface Dispatched {
  event: Event
  touches: Pointer[]
  changed: Pointer[]
  detail?: Record<string, unknown>
}

/** Returns whether a listener asked for the browser's own reaction to be prevented (`catchtouchmove`). */
function dispatch(
  target: Element,
  type: string,
  { event, touches, changed, detail = {} }: Dispatched,
): boolean {
  const node = frameworkElement(target)
  if (!node) return false
  const { left, top } = viewportOf(target)
  const toTouch = (pointer: Pointer, index: number): Touch => {
    const x = pointer.clientX - left
    const y = pointer.clientY - top
    return { identifier: pointer.identifier ?? index, pageX: x, pageY: y, clientX: x, clientY: y }
  }
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

function forwardAnimation(event: Event): void {
  const node = frameworkElement(event.target as Element)
  if (!node) return
  const { elapsedTime } = event as AnimationEvent
  glassEasel.Event.triggerEvent(node, event.type, { elapsedTime }, { bubbles: true })
}

function frameworkElement(target: Element): FrameworkElement | undefined {
  for (let node: Element | null = target; node; node = node.parentElement) {
    const made = (node as MiniProgramNode).__wxElement
    if (made) return made
  }
  return undefined
}

function isListenedTo(target: Element, type: string): boolean {
  for (let node: Element | null = target; node; node = node.parentElement) {
    if ((node as MiniProgramNode).__wxListened?.has(type)) return true
  }
  return false
}

function distance(a: Pointer, b: Pointer): number {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)
}
