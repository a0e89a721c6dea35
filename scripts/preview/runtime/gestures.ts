import { dispatch, forwardAnimation, isListenedTo, type Pointer } from './dispatch'

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
  /** Set once the touch has become a drag or a long press. */
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
    dispatch(event.target as Element, 'tap', { event, touches: [event], changed: [event], at: event })
  }

  private pressedLong(event: UIEvent, pointers: Pointer[]): void {
    if (!this.origin) return
    const target = event.target as Element
    if (isListenedTo(target, 'longpress') || isListenedTo(target, 'longtap')) this.noTap = true
    const press = { event, touches: pointers, changed: pointers, at: this.origin }
    dispatch(target, 'longpress', press)
    dispatch(target, 'longtap', press)
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

function distance(a: Pointer, b: Pointer): number {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)
}
