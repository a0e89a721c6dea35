/** What the whole local cloud takes for now: real time, moved by as much as somebody asked. */
export class Clock {
  private offset = 0

  now = (): number => Date.now() + this.offset

  /** Milliseconds by which the clock is ahead of real time. */
  get ahead(): number {
    return this.offset
  }

  advance(milliseconds: number): void {
    this.offset += milliseconds
  }

  /** Moves to a moment; from there time goes on as usual. */
  set(at: Date): void {
    this.offset = +at - Date.now()
  }
}
