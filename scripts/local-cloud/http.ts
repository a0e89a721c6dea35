import type { IncomingMessage, ServerResponse } from 'node:http'
import { CloudError } from './error'

/** The longest body taken, in bytes. */
const LIMIT = 8 * 1024 * 1024

/** The code of a request that is longer than what is taken. */
export const TOO_LONG = 'EXCEED_MAX_PAYLOAD_SIZE'

/**
 * The body of a request as text, read to its end also when it is too long: who is still sending hears no refusal.
 * @throws CloudError EXCEED_MAX_PAYLOAD_SIZE above 8 MB
 */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= LIMIT) chunks.push(chunk)
    else chunks.length = 0
  }
  if (length > LIMIT) throw new CloudError(TOO_LONG, `a request of ${length} bytes, more than ${LIMIT}`)
  return Buffer.concat(chunks).toString()
}

/** The body of a request as a JSON object. @throws SyntaxError when it is none */
export async function objectOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const value: unknown = JSON.parse(await bodyOf(request))
  if (typeof value !== 'object' || value === null) throw new SyntaxError('an object is needed')
  return value as Record<string, unknown>
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(value))
}

export function sendBytes(response: ServerResponse, bytes: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' })
  response.end(bytes)
}

export function sendText(response: ServerResponse, text: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  response.end(text)
}
