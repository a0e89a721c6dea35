import type { Builtin, GestureEvent } from './builtin'
import { builtin } from './define'
import { any, flag, number, text } from './properties'

const swiperProperties = {
  current: number(0),
  indicatorDots: flag(),
  indicatorColor: text('rgba(0, 0, 0, .3)'),
  indicatorActiveColor: text('#000000'),
  autoplay: flag(),
  interval: number(5000),
  duration: number(500),
  circular: flag(),
  vertical: flag(),
  displayMultipleItems: number(1),
  /** Not WeChat's: what the template draws dots from. */
  dots: any<number[]>([]),
}

const SWIPE_DISTANCE = 40

export const swiperItem = builtin({
  name: 'swiper-item',
  properties: { itemId: text(), skipHiddenItemLayout: flag() },
})

export const swiper = builtin({
  name: 'swiper',
  properties: swiperProperties,
  setup: self => new Swiper(self),
})

class Swiper {
  private shown = 0
  private timer = 0
  private dragFrom: number | undefined
  private readonly track: HTMLElement
  private readonly observer: MutationObserver

  constructor(private readonly self: Builtin<typeof swiperProperties>) {
    this.track = self.element.querySelector('.wx-swiper-track')!
    this.observer = new MutationObserver(() => this.update())
    this.observer.observe(this.track, { childList: true })
    self.on('touchstart', event => {
      this.dragFrom = this.position(event)
    })
    self.on('touchmove', event => {
      if (this.dragFrom !== undefined) this.place(this.position(event) - this.dragFrom)
    })
    self.on('touchend', event => this.dropped(event))
  }

  update(): void {
    const { current, autoplay, interval, dots } = this.self.data
    const count = this.track.children.length
    if (dots.length !== count) this.self.set({ dots: Array.from({ length: count }, (_, index) => index) })
    if (count > 0 && current !== this.shown) this.show(current, '')
    else this.place()
    clearInterval(this.timer)
    if (autoplay) this.timer = window.setInterval(() => this.show(this.shown + 1, 'autoplay'), interval)
  }

  detach(): void {
    clearInterval(this.timer)
    this.observer.disconnect()
  }

  private dropped(event: GestureEvent): void {
    if (this.dragFrom === undefined) return
    const moved = this.position(event) - this.dragFrom
    this.dragFrom = undefined
    if (Math.abs(moved) > SWIPE_DISTANCE) this.show(this.shown - Math.sign(moved), 'touch')
    else this.place(0, true)
  }

  private show(wanted: number, source: string): void {
    const count = this.track.children.length
    const index = this.self.data.circular
      ? (wanted + count) % count
      : Math.max(0, Math.min(count - 1, wanted))
    const changed = index !== this.shown
    this.shown = index
    this.place(0, true)
    if (!changed) return
    this.self.set({ current: index })
    this.self.emit('change', { current: index, source })
    setTimeout(() => this.self.emit('animationfinish', { current: index, source }), this.self.data.duration)
  }

  private place(offset = 0, animated = false): void {
    const { vertical, duration, displayMultipleItems } = this.self.data
    const shift = `calc(${(-100 * this.shown) / displayMultipleItems}% + ${offset}px)`
    this.track.style.flexDirection = vertical ? 'column' : 'row'
    this.track.style.transition = animated ? `transform ${duration}ms` : 'none'
    this.track.style.transform = vertical ? `translateY(${shift})` : `translateX(${shift})`
  }

  private position({ touches, changedTouches }: GestureEvent): number {
    const touch = touches[0] ?? changedTouches[0]!
    return this.self.data.vertical ? touch.clientY : touch.clientX
  }
}
