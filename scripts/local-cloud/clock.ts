import { CloudError } from './error'

/** The time of the whole local cloud: real time plus an offset that tests and developers set. */
export class Clock {
  private offset = 0
  private readonly listeners: (() => void)[] = []

  now = (): number => Date.now() + this.offset

  /** Milliseconds by which the clock is ahead of real time. */
  get ahead(): number {
    return this.offset
  }

  /** @throws CloudError INVALID_PARAM for a moment beyond the range of `Date` */
  advance(milliseconds: number): void {
    if (Number.isNaN(+new Date(this.now() + milliseconds)))
      throw new CloudError('INVALID_PARAM', `the clock cannot be moved by ${milliseconds} ms`)
    this.offset += milliseconds
    for (const listener of this.listeners) listener()
  }

  /** Moves to a moment, from which time goes on as usual. */
  set(at: Date): void {
    this.advance(+at - this.now())
  }

  /** Calls the listener whenever the clock is moved by hand. */
  onMove(listener: () => void): void {
    this.listeners.push(listener)
  }
}
