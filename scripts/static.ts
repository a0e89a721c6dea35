import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.mp3': 'audio/mpeg',
  '.woff': 'font/woff',
}

/** Files that are compressed already only grow. */
const COMPRESSIBLE = ['.html', '.js', '.css', '.json', '.map', '.svg']

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }
const ENCODINGS: [name: string, encode: (bytes: Buffer) => Buffer][] = [
  ['br', bytes => brotliCompressSync(bytes, BROTLI)],
  ['gzip', bytes => gzipSync(bytes)],
]

/** A file as it was read, with each encoding that a browser has asked for. */
interface Kept {
  stamp: string
  etag: string
  bytes: Buffer
  encoded: Map<string, Buffer>
}

const kept = new Map<string, Kept>()

/** Sends a file below `folder`, or 304 to a browser that has it; false when there is none by that name. */
export function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  folder: string,
  path: string,
): boolean {
  const file = normalize(join(folder, path === '/' ? 'index.html' : path))
  const found = file.startsWith(normalize(folder) + sep) ? read(file) : undefined
  if (!found) return false
  const { headers } = request
  response.setHeader('cache-control', 'no-cache')
  response.setHeader('etag', found.etag)
  if (headers['if-none-match'] === found.etag) {
    response.writeHead(304).end()
    return true
  }
  const extension = extname(file)
  const [encoding, bytes] = COMPRESSIBLE.includes(extension)
    ? encode(found, String(headers['accept-encoding'] ?? ''))
    : [undefined, found.bytes]
  response.writeHead(200, {
    'content-type': TYPES[extension] ?? 'application/octet-stream',
    'content-length': bytes.length,
    vary: 'accept-encoding',
    ...(encoding && { 'content-encoding': encoding }),
  })
  response.end(bytes)
  return true
}

/** The file as it is now; undefined when there is none. */
function read(file: string): Kept | undefined {
  const facts = statSync(file, { throwIfNoEntry: false })
  if (!facts?.isFile()) return undefined
  const stamp = `${facts.mtimeMs} ${facts.size}`
  const known = kept.get(file)
  if (known?.stamp === stamp) return known
  const bytes = readFileSync(file)
  const etag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  const fresh = { stamp, etag, bytes, encoded: new Map<string, Buffer>() }
  kept.set(file, fresh)
  return fresh
}

/** The best encoding that the browser takes, made once. */
function encode({ bytes, encoded }: Kept, accepted: string): [encoding: string | undefined, bytes: Buffer] {
  const names = accepted.split(',').map(part => part.split(';')[0]!.trim())
  for (const [name, make] of ENCODINGS) {
    if (!names.includes(name)) continue
    const made = encoded.get(name) ?? make(bytes)
    encoded.set(name, made)
    return [name, made]
  }
  return [undefined, bytes]
}
