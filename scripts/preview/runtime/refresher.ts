import { element } from './dom'

const RESISTANCE = 0.5
const TRIGGER = 50
const OPEN = 60

/** Pull-down refresh of a page: with a finger or the mouse, or by wx.startPullDownRefresh. */
export class Refresher {
  private startY: number | undefined
  private pulled = 0
  private refreshing = false
  private readonly dots = element('div', 'wx-refresher', element('i', ''), element('i', ''), element('i', ''))

  constructor(
    private readonly scroller: HTMLElement,
    private readonly onRefresh: () => void,
  ) {
    scroller.before(this.dots)
    scroller.addEventListener('touchstart', event => this.press(event.touches[0]!.clientY), { passive: true })
    scroller.addEventListener('touchmove', event => this.drag(event, event.touches[0]!.clientY), {
      passive: false,
    })
    scroller.addEventListener('touchend', () => this.release())
    scroller.addEventListener('mousedown', event => {
      this.press(event.clientY)
      this.followMouse()
    })
  }

  start(): void {
    if (this.refreshing) return
    this.refreshing = true
    this.move(OPEN, true)
    this.dots.classList.add('wx-refreshing')
    this.onRefresh()
  }

  stop(): void {
    this.refreshing = false
    this.dots.classList.remove('wx-refreshing')
    this.move(0, true)
  }

  /** Follows the mouse until its button is released, also outside of the page. */
  private followMouse(): void {
    const move = (event: MouseEvent) => this.drag(event, event.clientY)
    const release = () => {
      removeEventListener('mousemove', move)
      this.release()
    }
    addEventListener('mousemove', move)
    addEventListener('mouseup', release, { once: true })
  }

  private press(y: number): void {
    if (this.scroller.scrollTop === 0 && !this.refreshing) this.startY = y
  }

  private drag(event: Event, y: number): void {
    if (this.startY === undefined) return
    const distance = (y - this.startY) * RESISTANCE
    if (distance <= 0 || this.scroller.scrollTop > 0) {
      this.move(0, false)
      return
    }
    if (event.cancelable) event.preventDefault()
    this.move(distance, false)
  }

  private release(): void {
    if (this.startY === undefined) return
    this.startY = undefined
    if (this.pulled >= TRIGGER) this.start()
    else this.move(0, true)
  }

  private move(distance: number, animated: boolean): void {
    this.pulled = distance
    this.scroller.style.transition = animated ? 'transform .2s' : 'none'
    this.scroller.style.transform = distance > 0 ? `translateY(${Math.min(distance, OPEN * 2)}px)` : ''
  }
}
