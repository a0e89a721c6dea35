import { any, type Builtin, builtin, builtinOf, descendants, text } from './define'

const ROW = 34

const viewProperties = {
  value: any<number[]>([]),
  indicatorStyle: text(),
}

/** Wheels side by side; each column reports through the view that holds it. */
export const pickerView = builtin({
  name: 'picker-view',
  properties: viewProperties,
  setup(self) {
    self.element.addEventListener('scrollend', () => report(self), { capture: true })
    return { update: () => setTimeout(() => turn(self)) }
  },
})

export const pickerViewColumn = builtin({ name: 'picker-view-column', properties: {} })

function columns(self: Builtin<typeof viewProperties>): HTMLElement[] {
  return descendants(self.node)
    .map(builtinOf)
    .filter(found => found?.name === 'picker-view-column')
    .map(found => found!.self.element.querySelector<HTMLElement>('.wx-wheel')!)
}

function turn(self: Builtin<typeof viewProperties>): void {
  columns(self).forEach((wheel, index) => {
    wheel.scrollTop = (self.data.value[index] ?? 0) * ROW
  })
}

function report(self: Builtin<typeof viewProperties>): void {
  const value = columns(self).map(wheel => Math.round(wheel.scrollTop / ROW))
  if (value.join() === self.data.value.join()) return
  self.set({ value })
  self.emit('change', { value })
}
