import { randomBytes } from 'node:crypto'
import { refuse } from '#contract/kernel/errors'
import { DAY } from '#contract/kernel/time'
import { _, $, storage } from '../data/cloud'
import { table } from '../data/table'
import { type FileKind, recognize } from './format'
import { sizeAt } from './size'

/** A name that was given out for an upload; the night removes it, with what was uploaded and never used. */
interface UploadName {
  _id: string
  openid: string
  /** Where the phone puts the file. */
  path: string
  /** What the file is called where it is kept: nobody can guess it, and it stays the same for the same upload. */
  name: string
  at: Date
}

const uploads = table<UploadName>('uploads')

/** More than anybody photographs; each is a row until the night. */
const MOST_A_DAY = 300

/** Where the caller may upload one file; the same for the same key. Refuses TOO_OFTEN. */
export async function nameUpload(
  extension: string | undefined,
  { openid, now, newId }: { openid?: string; now: Date; newId(): string },
): Promise<string> {
  if (!openid) return refuse('NO_WECHAT')
  const [recent] = await uploads.aggregate<{ count: number }>(1, pipeline =>
    pipeline.match({ openid, at: _.gt(new Date(+now - DAY)) }).group({ _id: null, count: $.sum(1) }),
  )
  if (recent && recent.count >= MOST_A_DAY) refuse('TOO_OFTEN')
  const _id = newId()
  const path = `incoming/${openid}/${_id}${extension ? `.${extension}` : ''}`
  await uploads.add({ _id, openid, path, name: randomBytes(16).toString('hex'), at: now })
  return path
}

/** What an uploaded file has to be. */
export interface FileRule {
  kinds: readonly FileKind[]
  /** The most bytes. */
  most: number
}

export interface UploadRequest {
  fileId: string
  rule: FileRule
  /** The input field that names the file. */
  field: string
}

export interface Upload {
  kind: FileKind
  /** Of pictures, without their metadata. */
  content: Buffer
  /** What it is called where it is kept. */
  name: string
}

/** Files that were put there for the console, by whoever runs the cloud. */
const CONSOLE = 'console'

const pathOf = (fileId: string): string => fileId.replace(/^cloud:\/\/[^/]+\//, '')

/**
 * Takes files that were uploaded, all or none: each named once, under a name that the caller was given (or put there for
 * the console), with no more bytes than it may have, and a whole file of one of its kinds. Sizes are asked before
 * anything is read. Refuses FILE_UNUSABLE with the field, the same for somebody else's file as for none.
 * @param openid absent for the console
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
      const content = await storage.download(request.fileId)
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

/** Seconds that addresses last which nobody sees. */
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

/** What was uploaded is of no more use; what lies in somebody else's folder stays. */
export async function discardUploads(fileIds: readonly string[], openid: string): Promise<void> {
  const own = fileIds.filter(fileId => pathOf(fileId).startsWith(`incoming/${openid}/`))
  if (own.length) await storage.remove(own)
}
