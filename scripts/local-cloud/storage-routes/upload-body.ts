import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import { ObjectError } from './object-error'

/** The largest file, in bytes. The cloud names no number; this is its limit on any request. */
const MAX_BYTES = 100 * 1024 * 1024

/**
 * Reads a stream to its end, also when it is too long: who is still sending does not listen to a refusal.
 * @throws ObjectError EntityTooLarge above 100 MB
 */
export async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= MAX_BYTES) chunks.push(chunk)
    else chunks.length = 0
  }
  if (length <= MAX_BYTES) return Buffer.concat(chunks)
  throw new ObjectError('EntityTooLarge', `Your proposed upload exceeds the maximum of ${MAX_BYTES} bytes`)
}

export interface UploadForm {
  fields: Map<string, string>
  bytes: Buffer
  type: string
}

/**
 * Reads a form with a file in it.
 * @throws ObjectError EntityTooLarge, or MalformedPOSTRequest when it is no form or has no file
 */
export async function formOf(request: IncomingMessage): Promise<UploadForm> {
  const fields = new Map<string, string>()
  let file: Promise<{ bytes: Buffer; type: string }> | undefined
  const parser = parserOf(request)
    .on('field', (name, value) => fields.set(name, value))
    .on('file', (_, stream, { mimeType }) => {
      file = bytesOf(stream).then(bytes => ({ bytes, type: mimeType }))
      // The promise is awaited below; a rejection before that must not count as unhandled.
      file.catch(() => {})
    })
  await pipeline(request, parser).catch(malformed)
  if (!file) throw new ObjectError('MalformedPOSTRequest', 'The form contains no file')
  return { fields, ...(await file) }
}

function parserOf({ headers }: IncomingMessage): busboy.Busboy {
  try {
    return busboy({ headers, limits: { files: 1 } })
  } catch (error) {
    return malformed(error)
  }
}

function malformed(error: unknown): never {
  throw new ObjectError('MalformedPOSTRequest', (error as Error).message)
}
