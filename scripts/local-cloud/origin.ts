import type { IncomingMessage } from 'node:http'

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Whether a request comes from a page of somebody else's that is open in a browser of this machine. Such a page may
 * send what it likes to 127.0.0.1; only the header tells. Programs that are no browser send none.
 */
export function isForeign({ headers: { origin, host } }: IncomingMessage): boolean {
  if (origin === undefined) return false
  return origin !== `http://${host}` || !LOOPBACK.includes(new URL(origin).hostname)
}
