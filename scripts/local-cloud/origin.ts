import type { IncomingMessage } from 'node:http'

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Whether a request comes from another site's page that is open in a browser of this machine. Such a page can send any
 * request to 127.0.0.1, and only the Origin header shows it; programs other than browsers send none.
 */
export function isForeign({ headers: { origin, host } }: IncomingMessage): boolean {
  if (origin === undefined) return false
  return origin !== `http://${host}` || !LOOPBACK.includes(new URL(origin).hostname)
}
