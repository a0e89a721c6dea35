import type { Builtin } from './builtin'
import { builtin } from './define'
import { any, text } from './properties'
import { builtinOf, descendants } from './tree'

/** Milliseconds that a wheel stands still before its row counts. */
const SETTLED_MS = 120

const viewProperties = { value: any<number[]>([]), indicatorStyle: text() }

/** Wheels side by side; the rows are as high as the indicator in the middle. */
export const pickerView = builtin({
  name: 'picker-view',
  properties: viewProperties,
  setup: self => new Wheels(self),
})

export const pickerViewColumn = builtin({ name: 'picker-view-column', properties: {} })

class Wheels {
  private timer = 0

  constructor(private readonly self: Builtin<typeof viewProperties>) {
    const settle = () => {
      clearTimeout(this.timer)
      this.timer = window.setTimeout(() => this.settled(), SETTLED_MS)
    }
    self.element.addEventListener('scroll', settle, { capture: true })
  }

  update(): void {
    this.self.element.style.setProperty('--wx-row', `${this.rowHeight}px`)
    // Later: the columns may be part of the same update.
    setTimeout(() => this.turn())
  }

  detach(): void {
    clearTimeout(this.timer)
  }

  private get rowHeight(): number {
    return this.self.element.querySelector<HTMLElement>('.wx-wheel-indicator')!.offsetHeight || 34
  }

  private get wheels(): HTMLElement[] {
    return descendants(this.self.node)
      .map(builtinOf)
      .filter(found => found?.name === 'picker-view-column')
      .map(found => found!.self.element.querySelector<HTMLElement>('.wx-wheel')!)
  }

  private turn(): void {
    const rows = this.self.data.value
    this.wheels.forEach((wheel, column) => {
      wheel.scrollTop = (rows[column] ?? 0) * this.rowHeight
    })
  }

  private settled(): void {
    const value = this.wheels.map(wheel => Math.round(wheel.scrollTop / this.rowHeight))
    if (value.join() === this.self.data.value.join()) return
    this.self.set({ value })
    this.self.emit('change', { value })
  }
}
