const AGAIN = 2000

interface Hearer {
  /** Something has changed in the cloud, or may have while it was out of reach. */
  changed(): void
  /** The cloud's time, in milliseconds since 1970. */
  clock(now: number): void
}

/** Hears from the local cloud what has changed, for as long as the window is open. */
export function listen(hearer: Hearer): void {
  const source = new EventSource('/local/events')
  source.addEventListener('open', () => hearer.changed())
  source.addEventListener('changed', () => hearer.changed())
  source.addEventListener('clock', ({ data }) => hearer.clock((JSON.parse(data) as { now: number }).now))
  source.addEventListener('error', () => {
    // The browser tries again by itself unless the answer was no stream at all.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(hearer), AGAIN)
  })
}
