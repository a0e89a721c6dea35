/** An answer that is asked for once while the mini program is open; after a failure it is asked for again. */
export function remembered<T>(ask: () => Promise<T>) {
  let known: Promise<T> | undefined

  function forget(): void {
    known = undefined
  }

  function load(): Promise<T> {
    if (known) return known
    const asked = ask().catch(error => {
      if (known === asked) forget()
      throw error
    })
    known = asked
    return asked
  }

  return {
    load,
    forget,
    /** Asks again. */
    refresh(): Promise<T> {
      forget()
      return load()
    },
    /** Remembers what a change answered. */
    keep(answer: T): void {
      known = Promise.resolve(answer)
    },
  }
}
