import { newKey } from './client'

/**
 * The key of the current press of a button. What is sent again unchanged keeps its key, so that a retry after
 * a lost reply has no second effect; anything else is a new press.
 */
export class Press {
  private key = ''
  private sent = ''

  keyFor(op: string, input: unknown): string {
    const sent = JSON.stringify([op, input])
    if (sent !== this.sent) this.key = newKey()
    this.sent = sent
    return this.key
  }

  /** The reply arrived: the same input again would be a second wish. */
  done(): void {
    this.sent = ''
  }
}
