import type { Builtin } from './builtin'
import { builtin } from './define'
import { any, flag, text } from './properties'

const scrollProperties = {
  scrollX: flag(),
  scrollY: flag(),
  upperThreshold: any<number | string>(50),
  lowerThreshold: any<number | string>(50),
  scrollTop: any<number | string>(''),
  scrollLeft: any<number | string>(''),
  scrollIntoView: text(),
  scrollWithAnimation: flag(),
  enableFlex: flag(),
  enhanced: flag(),
  showScrollbar: flag(true),
  bounces: flag(true),
  fastDeceleration: flag(),
  enablePassive: any<unknown>(false),
  scrollAnchoring: flag(),
  enableBackToTop: flag(),
  usingSticky: flag(),
  throttle: any<unknown>(false),
  type: text('list'),
}

export const scrollView = builtin({
  name: 'scroll-view',
  properties: scrollProperties,
  setup: self => new Scroller(self),
})

class Scroller {
  private last = { top: 0, left: 0 }
  private atStart = true
  private atEnd = false
  private applied: Partial<Record<'scrollTop' | 'scrollLeft' | 'scrollIntoView', unknown>> = {}

  constructor(private readonly self: Builtin<typeof scrollProperties>) {
    self.element.addEventListener('scroll', () => this.scrolled(), { passive: true })
  }

  update(): void {
    const { element, data } = this.self
    element.style.overflowX = data.scrollX ? 'auto' : 'hidden'
    element.style.overflowY = data.scrollY ? 'auto' : 'hidden'
    element.toggleAttribute('flex', data.enableFlex)
    this.whenChanged('scrollTop', value => this.scrollTo({ top: Number(value) }))
    this.whenChanged('scrollLeft', value => this.scrollTo({ left: Number(value) }))
    this.whenChanged('scrollIntoView', id => this.scrollInto(String(id)))
  }

  /** A position is obeyed when the page sets it, and not again when some other property changes. */
  private whenChanged(name: keyof Scroller['applied'], obey: (value: unknown) => void): void {
    const value = this.self.data[name]
    if (value === this.applied[name]) return
    this.applied[name] = value
    if (value !== '') setTimeout(() => obey(value))
  }

  private scrollTo(position: ScrollToOptions): void {
    this.self.element.scrollTo({ ...position, behavior: this.behavior })
  }

  private scrollInto(id: string): void {
    const target = this.self.element.querySelector(`[id="${CSS.escape(id)}"]`)
    target?.scrollIntoView({ block: 'nearest', inline: 'start', behavior: this.behavior })
  }

  private get behavior(): ScrollBehavior {
    return this.self.data.scrollWithAnimation ? 'smooth' : 'auto'
  }

  private scrolled(): void {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = this.self.element
    const deltaX = this.last.left - scrollLeft
    const deltaY = this.last.top - scrollTop
    this.last = { top: scrollTop, left: scrollLeft }
    this.self.emit('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX, deltaY })
    this.reportEnds()
  }

  private reportEnds(): void {
    const { element, data } = this.self
    const position = data.scrollY ? element.scrollTop : element.scrollLeft
    const end = data.scrollY
      ? element.scrollHeight - element.clientHeight
      : element.scrollWidth - element.clientWidth
    const atStart = position <= Number.parseFloat(String(data.upperThreshold))
    const atEnd = position >= end - Number.parseFloat(String(data.lowerThreshold))
    if (atStart && !this.atStart)
      this.self.emit('scrolltoupper', { direction: data.scrollY ? 'top' : 'left' })
    if (atEnd && !this.atEnd)
      this.self.emit('scrolltolower', { direction: data.scrollY ? 'bottom' : 'right' })
    this.atStart = atStart
    this.atEnd = atEnd
  }
}
