import { TEMPORARY_CLASS } from '../enums'
import type { Builtin } from './builtin'
import { flag, number, text } from './properties'

/** Properties of components that change their look while they are pressed. */
export const hoverProperties = (className = 'none') => ({
  hoverClass: text(className),
  hoverStopPropagation: flag(),
  hoverStartTime: number(50),
  hoverStayTime: number(400),
})

type Hovering = Builtin<ReturnType<typeof hoverProperties>>

/** Adds `hover-class` while the element is pressed. */
export function hover(self: Hovering, isDisabled: () => boolean = () => false): void {
  let timer = 0
  const show = (on: boolean) => {
    const { hoverClass } = self.data
    if (!hoverClass || hoverClass === 'none' || isDisabled()) return
    for (const name of hoverClass.split(/\s+/)) self.node.classList?.toggle(name, on, TEMPORARY_CLASS)
  }
  const later = (on: boolean, delay: number) => {
    clearTimeout(timer)
    timer = window.setTimeout(() => show(on), delay)
  }
  self.on('touchstart', () => later(true, self.data.hoverStartTime))
  self.on('touchend', () => later(false, self.data.hoverStayTime))
  self.on('touchcancel', () => later(false, self.data.hoverStayTime))
}
