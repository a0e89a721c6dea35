/** What the whole local cloud takes for now: real time, moved by as much as somebody asked. */
export class Clock {
  private offset = 0
  private readonly listeners: (() => void)[] = []

  now = (): number => Date.now() + this.offset

  /** Milliseconds by which the clock is ahead of real time. */
  get ahead(): number {
    return this.offset
  }

  advance(milliseconds: number): void {
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
