import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { PropertyMap, Values } from './properties'

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

/** The part of a touch event that built-in components read. */
export interface GestureEvent {
  target: unknown
  touches: { clientX: number; clientY: number }[]
  changedTouches: { clientX: number; clientY: number }[]
}

/** The behaviour of a built-in component beyond its template. */
export interface Behaviour {
  /** Brings the element into line with its properties: once at the start and after each change. */
  update?(): void
  detach?(): void
  /** Runs when its label is pressed. */
  activate?(): void
  /** Its part of a form's value, under its `name`. */
  value?(): unknown
  reset?(): void
  submit?(): void
}
