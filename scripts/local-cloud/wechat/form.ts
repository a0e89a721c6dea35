import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import busboy from 'busboy'
import { CloudError } from '../error'

const MAX_FIELD = 10 * 1024 * 1024

export const isForm = ({ headers }: IncomingMessage): boolean =>
  headers['content-type']?.startsWith('multipart/form-data') ?? false

/**
 * The fields of a form, in which the SDK sends what is not text: texts as such, binary parts as bytes.
 * @throws CloudError INVALID_PARAM when it is no form or a part is too large
 */
export async function formOf(request: IncomingMessage): Promise<Record<string, string | Buffer>> {
  const parts: [name: string, value: string | Promise<Buffer>][] = []
  try {
    const limits = { fieldSize: MAX_FIELD, fileSize: MAX_FIELD }
    const parser = busboy({ headers: request.headers, limits })
    parser.on('field', (name, value) => parts.push([name, value]))
    parser.on('file', (name, stream) => parts.push([name, bytesOf(name, stream)]))
    await new Promise((resolve, reject) => {
      parser.on('close', resolve).on('error', reject)
      request.on('error', reject).pipe(parser)
    })
    return Object.fromEntries(await Promise.all(parts.map(async ([name, value]) => [name, await value])))
  } catch (error) {
    throw new CloudError('INVALID_PARAM', `malformed form: ${(error as Error).message}`)
  }
}

async function bytesOf(name: string, stream: Readable & { truncated?: boolean }): Promise<Buffer> {
  const bytes = await buffer(stream)
  if (stream.truncated) throw new Error(`${name} is too large`)
  return bytes
}
