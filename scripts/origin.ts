import type { IncomingMessage } from 'node:http'

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** True for an address such as `http://localhost:5180` that means this machine. */
const isLoopback = (address: string): boolean =>
  URL.canParse(address) && LOOPBACK.includes(new URL(address).hostname)

/**
 * Whether a request names another machine in its `Host` header. A page of another site can make its own name lead to
 * 127.0.0.1 (DNS rebinding) and is of the same origin then: the name it asks for is all that gives it away.
 */
export const hasForeignHost = ({ headers: { host = '' } }: IncomingMessage): boolean =>
  !isLoopback(`http://${host}`)

/**
 * Whether a request comes from a page of another origin that is open in a browser of this machine. Such a page may send
 * what it likes to 127.0.0.1; only the header tells. Programs that are no browser send none.
 */
export const isForeign = ({ headers: { origin, host } }: IncomingMessage): boolean =>
  origin !== undefined && (origin !== `http://${host}` || !isLoopback(origin))
