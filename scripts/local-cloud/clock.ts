import { CloudError } from './error'

/** What the whole local cloud takes for now: real time, moved by as much as somebody asked. */
export class Clock {
  private offset = 0
  private readonly listeners: (() => void)[] = []

  now = (): number => Date.now() + this.offset

  /** Milliseconds by which the clock is ahead of real time. */
  get ahead(): number {
    return this.offset
  }

  /** @throws CloudError INVALID_PARAM for a moment that no date can be */
  advance(milliseconds: number): void {
    if (Number.isNaN(+new Date(this.now() + milliseconds)))
      throw new CloudError('INVALID_PARAM', `the clock cannot be moved by ${milliseconds} ms`)
    this.offset += milliseconds
    for (const listener of this.listeners) listener()
  }

  /** Moves to a moment; from there time goes on as usual. */
  set(at: Date): void {
    this.advance(+at - this.now())
  }

  /** Calls the listener whenever the clock is moved by hand. */
  onMove(listener: () => void): void {
    this.listeners.push(listener)
  }
}
