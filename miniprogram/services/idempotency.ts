import { newKey } from './client'

/**
 * The idempotency key of the request that a button sends. An unchanged request keeps its key, so that a retry after a
 * lost reply has no second effect; any other request gets a new key.
 */
export class RequestKey {
  private key = ''
  private sent = ''

  /** The key for an operation and its input. */
  keyFor(op: string, input: unknown): string {
    const sent = JSON.stringify([op, input])
    if (sent !== this.sent) this.key = newKey()
    this.sent = sent
    return this.key
  }

  /** Must run when the reply has arrived, so that the same input sent again is a new request. */
  complete(): void {
    this.sent = ''
  }
}

const keys = new WeakMap<object, RequestKey>()

/** The RequestKey of one page or component; another instance of the same page has its own. */
export function requestKeyOf(owner: object): RequestKey {
  const known = keys.get(owner)
  if (known) return known
  const fresh = new RequestKey()
  keys.set(owner, fresh)
  return fresh
}
