import { randomBytes } from 'node:crypto'
import { refuse } from '#contract/kernel/errors'
import { _, storage } from '../data/cloud'
import { table } from '../data/table'
import { type FileKind, recognize } from './format'
import { sizeAt } from './size'

/** A name given out for an upload; the nightly timer removes it, with a file that was uploaded but never used. */
interface UploadName {
  _id: string
  openid: string
  /** Storage path to which the phone uploads. */
  path: string
  /** Name of the kept file: random, so that it cannot be guessed, and fixed for this upload. */
  name: string
  at: Date
}

const uploads = table<UploadName>('uploads')

/** Gives out the path to which the caller may upload one file; the same path for the same key. */
export async function nameUpload(
  extension: string | undefined,
  { openid, now, newId }: { openid: string; now: Date; newId(): string },
): Promise<string> {
  const _id = newId()
  const path = `incoming/${openid}/${_id}${extension ? `.${extension}` : ''}`
  await uploads.add({ _id, openid, path, name: randomBytes(16).toString('hex'), at: now })
  return path
}

/** Requirements on an uploaded file. */
export interface FileRule {
  kinds: readonly FileKind[]
  /** Limit in bytes. */
  most: number
}

export interface UploadRequest {
  fileId: string
  rule: FileRule
  /** Input field that names the file. */
  field: string
}

export interface Upload {
  kind: FileKind
  /** Content, of pictures without their metadata. */
  content: Buffer
  /** Name under which the file is kept. */
  name: string
}

/** Folder of files that operators upload for the console. */
const CONSOLE = 'console'

const pathOf = (fileId: string): string => fileId.replace(/^cloud:\/\/[^/]+\//, '')

/**
 * Reads uploaded files, all or none. Each must be named once, lie at a path given out to the caller (or in the
 * console's folder), be within its limit, and be a complete file of an allowed kind. Sizes are checked before reading.
 * @param openid absent for the console
 * @throws Refusal FILE_UNUSABLE with the field, the same for a foreign file as for none
 */
export async function takeUploads(
  requests: readonly UploadRequest[],
  openid: string | undefined,
): Promise<Upload[]> {
  const repeated = requests.find(({ fileId }, i) => requests.findIndex(one => one.fileId === fileId) < i)
  if (repeated) refuseFile(repeated)
  const names = openid ? await namesOf(requests, openid) : requests.map(randomName)
  await checkSizes(requests)
  return Promise.all(
    requests.map(async (request, i) => {
      const content = await storage.download(request.fileId).catch(async error => {
        // The same press may have used the file up meanwhile: a file that is gone is refused as such.
        await checkSizes([request])
        throw error
      })
      const { kinds, most } = request.rule
      const file = content.length <= most && recognize(content, kinds)
      return file ? { ...file, name: names[i]! } : refuseFile(request)
    }),
  )
}

const refuseFile = ({ field }: UploadRequest): never => refuse('FILE_UNUSABLE', { field })

async function namesOf(requests: readonly UploadRequest[], openid: string): Promise<string[]> {
  const paths = requests.map(({ fileId }) => pathOf(fileId))
  const rows = await uploads.find({ openid, path: _.in(paths) }, paths.length)
  return requests.map((request, i) => rows.find(({ path }) => path === paths[i])?.name ?? refuseFile(request))
}

const randomName = (request: UploadRequest): string =>
  pathOf(request.fileId).startsWith(`incoming/${CONSOLE}/`)
    ? randomBytes(16).toString('hex')
    : refuseFile(request)

/** Lifetime in seconds of URLs that only this function uses. */
const OWN_USE = 60

async function checkSizes(requests: readonly UploadRequest[]): Promise<void> {
  const addresses = await storage.addresses(
    requests.map(({ fileId }) => fileId),
    OWN_USE,
  )
  const sizes = await Promise.all(
    addresses.map(address => (address ? sizeAt(encodeURI(address)) : undefined)),
  )
  for (const [i, request] of requests.entries())
    if (!sizes[i] || sizes[i] > request.rule.most) refuseFile(request)
}

/** Removes uploads that are no longer needed, only from the caller's own folder. */
export async function discardUploads(fileIds: readonly string[], openid: string): Promise<void> {
  const own = fileIds.filter(fileId => pathOf(fileId).startsWith(`incoming/${openid}/`))
  if (own.length) await storage.remove(own)
}
