import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { LocalCloud } from '../cloud'
import type { Answer } from '../route'
import { contentTypeOf } from '../storage/content-type'
import { OBJECTS } from '../storage/file-id'
import { judge } from '../storage/ticket'
import { ObjectError, sendObjectError } from './object-error'
import { bytesOf, formOf } from './upload-body'

/** An answer whose refusals are XML, as the SDKs read them from the object storage. */
const object =
  (answer: Answer): Answer =>
  async (cloud, exchange) => {
    const requestId = randomBytes(8).toString('hex')
    exchange.response.setHeader('x-cos-request-id', requestId)
    try {
      await answer(cloud, exchange)
    } catch (error) {
      // A client that left in the middle of an upload hears no answer, and nothing is at fault.
      if (!exchange.response.destroyed) sendObjectError(exchange.response, refusal(error), requestId)
    }
  }

/** GET and HEAD of a temporary address: 403 when its signature is wrong or its time is over, 404 without a file. */
export const downloadObject = object(async ({ files, clock }, { request, response }) => {
  const { path, query } = addressOf(request)
  admit(judge(query, { purpose: 'download', path, now: clock.now() }))
  const file = await files.get(path)
  if (!file) throw new ObjectError('NoSuchKey', 'The specified key does not exist.')
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': file.bytes.length,
    'last-modified': new Date(file.modified).toUTCString(),
    etag: `"${createHash('md5').update(file.bytes).digest('hex')}"`,
    'cache-control': 'no-store',
    // The cloud keeps files on a host of their own; here an uploaded page must not run with our rights.
    'content-security-policy': 'sandbox',
    'x-content-type-options': 'nosniff',
  })
  response.end(request.method === 'HEAD' ? undefined : file.bytes)
})

/** PUT, as the node SDK uploads: the ticket is a header, the body is the file. */
export const putObject = object(async (cloud, { request, response }) => {
  // Read first: a client that is still sending would take the refusal for a broken connection.
  const bytes = await bytesOf(request)
  const { authorization = '', 'content-type': type } = request.headers
  await keep(cloud, { path: addressOf(request).path, ticket: authorization, bytes, type })
  response.end()
})

/** POST, as tcb-admin-node uploads: path, ticket and file are fields of a form. */
export const postObject = object(async (cloud, { request, response }) => {
  const { fields, bytes, type } = await formOf(request)
  const [path, ticket] = [fields.get('key') ?? '', fields.get('Signature') ?? '']
  await keep(cloud, { path, ticket, bytes, type })
  response.writeHead(204).end()
})

interface Upload {
  path: string
  ticket: string
  bytes: Buffer
  type?: string
}

async function keep({ files, clock }: LocalCloud, { path, ticket, bytes, type }: Upload): Promise<void> {
  const modified = clock.now()
  admit(judge(ticket, { purpose: 'upload', path, now: modified }))
  await files.put(path, { bytes, type: contentTypeOf(path, type), modified })
}

function addressOf({ url = '' }: IncomingMessage): { path: string; query: string } {
  const [address = '', query = ''] = url.split('?')
  try {
    return { path: decodeURIComponent(address.slice(OBJECTS.length)), query }
  } catch {
    throw new ObjectError('InvalidURI', `Couldn't parse the specified URI: ${address}`)
  }
}

function admit(worth: ReturnType<typeof judge>): void {
  if (worth === 'expired') throw new ObjectError('AccessDenied', 'Request has expired')
  if (worth === 'wrong')
    throw new ObjectError('SignatureDoesNotMatch', 'The signature does not match the request')
}

function refusal(error: unknown): ObjectError {
  if (error instanceof ObjectError) return error
  console.error(error)
  return new ObjectError('InternalError', error instanceof Error ? error.message : String(error))
}
