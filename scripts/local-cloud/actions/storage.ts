import { createHash } from 'node:crypto'
import type { LocalCloud } from '../cloud'
import { CloudError } from '../error'
import { LIMITS } from '../limits'
import { CLIENT_MAY_READ, clientMayWrite } from '../storage/client-rule'
import { checkedPath, fileIdOf, OBJECTS, pathOf } from '../storage/file-id'
import { ticketFor } from '../storage/ticket'

type Body = Record<string, unknown>
type Action = (body: Body) => Promise<Body>

const MAX_FILES = LIMITS.filesPerCall.value
/** Seconds for which an upload may begin. */
const UPLOAD_AGE = 900
/** Seconds for which a temporary address is good unless the caller says otherwise: a day. */
const DOWNLOAD_AGE = 86_400

/**
 * The storage actions, by name, the same for both SDKs.
 * @throws each action: CloudError INVALID_PARAM for a malformed request or one about more than 50 files; what is wrong
 * with a single file is the `code` of its own entry
 */
export function storageActions(cloud: LocalCloud): Record<string, Action> {
  return {
    'storage.getUploadMetadata': async ({ path }) => ({ data: uploadMetadata(cloud, checkedPath(path)) }),
    'storage.batchGetDownloadUrl': async ({ file_list: list }) => ({
      data: { download_list: await each(list, file => downloadUrl(cloud, file)) },
    }),
    'storage.batchDeleteFile': async ({ fileid_list: list }) => ({
      data: { delete_list: await each(list, fileId => remove(cloud, fileId)) },
    }),
    'storage.batchCopyFile': async ({ file_list: list }) => ({
      data: { copy_list: await each(list, file => copy(cloud, file)) },
    }),
    'storage.getFileAuthority': async ({ openId, fileList }) => ({
      data: await each(fileList, async file => authority(String(openId ?? ''), file)),
    }),
  }
}

function uploadMetadata({ url, clock }: LocalCloud, path: string) {
  const address = path.split('/').map(encodeURIComponent).join('/')
  return {
    url: `${url}${OBJECTS}${address}`,
    token: 'local',
    authorization: ticketFor('upload', path, Math.floor(clock.now() / 1000) + UPLOAD_AGE),
    fileId: fileIdOf(path),
    cosFileId: cosFileIdOf(path),
  }
}

async function downloadUrl({ files, url, clock }: LocalCloud, file: unknown) {
  const { fileid, max_age: maxAge = DOWNLOAD_AGE } = fieldsOf(file)
  const fileID = text(fileid, 'fileid')
  if (!Number.isInteger(maxAge) || Number(maxAge) < 1) throw invalid('max_age must be seconds, 1 at least')
  const path = pathOf(fileID)
  if (path === undefined || !(await files.has(path))) return { code: MISSING, fileID, tempFileURL: '' }
  const ticket = ticketFor('download', path, Math.ceil(clock.now() / 1000) + Number(maxAge))
  // Unencoded: the SDKs encode it before they ask for it.
  return { code: DONE, fileID, tempFileURL: `${url}${OBJECTS}${path}?${ticket}`, maxAge }
}

async function remove({ files }: LocalCloud, fileId: unknown) {
  const fileID = text(fileId, 'fileid')
  const path = pathOf(fileID)
  const removed = path !== undefined && (await files.remove(path))
  return { code: removed ? DONE : MISSING, fileID }
}

async function copy({ files }: LocalCloud, request: unknown) {
  const { src_path, dst_path, overwrite = true, remove_original } = fieldsOf(request)
  const from = checkedPath(src_path)
  const to = checkedPath(dst_path)
  const file = await files.get(from)
  if (!file) return { code: MISSING, message: `no file ${from}` }
  if (!overwrite && (await files.has(to)))
    return { code: 'STORAGE_FILE_PATH_CONFLICT', message: `there is a file ${to}` }
  await files.put(to, file)
  if (remove_original) await files.remove(from)
  return { fileId: fileIdOf(to) }
}

function authority(openid: string, file: unknown) {
  const { path: asked, type } = fieldsOf(file)
  const path = checkedPath(asked)
  const wanted = text(type, 'type')
  return {
    path,
    cosFileId: cosFileIdOf(path),
    ...(wanted.includes('READ') && { read: CLIENT_MAY_READ }),
    ...(wanted.includes('WRITE') && { write: clientMayWrite(openid || undefined, path) }),
  }
}

const DONE = 'SUCCESS'
const MISSING = 'STORAGE_FILE_NONEXIST'

/** One after the other, so that a list which names a file twice means something. */
async function each<T>(list: unknown, act: (item: unknown) => Promise<T>): Promise<T[]> {
  if (!Array.isArray(list) || list.length === 0) throw invalid('a list of files is needed')
  if (list.length > MAX_FILES) throw invalid(`${list.length} files in one call, more than ${MAX_FILES}`)
  const results: T[] = []
  for (const item of list) results.push(await act(item))
  return results
}

const cosFileIdOf = (path: string): string => createHash('md5').update(path).digest('hex')

function fieldsOf(value: unknown): Body {
  if (typeof value === 'object' && value !== null) return value as Body
  throw invalid('an object was expected')
}

function text(value: unknown, name: string): string {
  if (typeof value === 'string' && value) return value
  throw invalid(`${name} must be a text`)
}

const invalid = (message: string) => new CloudError('INVALID_PARAM', `[InvalidParameter] ${message}`)
