type Listener = (detail: never) => void

/** Listeners by the name of the event, as objects like a recorder keep them. */
export class Listeners {
  private readonly byEvent = new Map<string, Set<Listener>>()

  add(event: string, listener: Listener): void {
    const known = this.byEvent.get(event) ?? new Set()
    this.byEvent.set(event, known.add(listener))
  }

  /** Without a listener all of the event's. */
  remove(event: string, listener?: Listener): void {
    if (listener) this.byEvent.get(event)?.delete(listener)
    else this.byEvent.delete(event)
  }

  tell(event: string, detail: object = {}): void {
    for (const listener of this.byEvent.get(event) ?? []) listener(detail as never)
  }
}
