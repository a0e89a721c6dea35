import { newKey } from './client'

/**
 * The idempotency key of the request that a button sends. What is sent again unchanged keeps its key, so that a retry
 * after a lost reply has no second effect; anything else gets a new key.
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

  /** To be called when the reply has arrived: the same input again is then a new request. */
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
