import { HOUR } from '#contract/kernel/time'
import { storage } from '../data/cloud'
import { derivedId } from '../derived-id'
import { takeUploads, type UploadRequest } from './upload'

const MEGABYTE = 1024 * 1024

/** Rules for kinds of attachments; `most` is in bytes. */
export const AVATAR = { kinds: ['jpg', 'png'], most: 2 * MEGABYTE } as const
export const PHOTO = { kinds: ['jpg', 'png'], most: 5 * MEGABYTE } as const
export const VOICE = { kinds: ['mp3', 'aac', 'wav'], most: 10 * MEGABYTE } as const

/**
 * Copies the caller's uploads into a folder, all or none. File names are digests of the upload and `press`: they cannot
 * be guessed, a retry overwrites its own files, and requests never discard each other's.
 * @param press id of the request, the same for the same idempotency key
 * @returns file ids in the order of the requests
 * @throws Refusal as `takeUploads` does
 */
export async function keepUploads(
  requests: readonly UploadRequest[],
  { folder, press, openid }: { folder: string; press: string; openid: string },
): Promise<string[]> {
  if (!requests.length) return []
  const uploads = await takeUploads(requests, openid)
  const written = await Promise.allSettled(
    uploads.map(({ kind, content, name }) =>
      storage.upload(`${folder}/${keptName(name, press)}.${kind}`, content),
    ),
  )
  const kept = written.flatMap(one => (one.status === 'fulfilled' ? one.value : []))
  const failure = written.find(one => one.status === 'rejected')
  if (!failure) return kept
  await discardFiles(kept)
  throw failure.reason
}

const keptName = (name: string, press: string): string => derivedId(name, press)

/** Removes files that no document names. */
export async function discardFiles(fileIds: string[]): Promise<void> {
  if (fileIds.length) await storage.remove(fileIds)
}

/** Upload requests for a list of files; each has its position in its field, such as `photos.2`. */
export const requestsFor = (
  fileIds: readonly string[],
  rule: UploadRequest['rule'],
  field: string,
): UploadRequest[] => fileIds.map((fileId, i) => ({ fileId, rule, field: `${field}.${i}` }))

/**
 * Loads URLs of files.
 * @returns file id → URL; undefined for a missing file. The URLs expire at the end of the next hour, so that they stay
 * the same for an hour and no phone fetches a picture twice.
 */
export async function addressesOf(
  fileIds: readonly string[],
): Promise<(fileId: string) => string | undefined> {
  const distinct = [...new Set(fileIds)]
  const found: (string | undefined)[] = []
  for (let from = 0; from < distinct.length; from += AT_ONCE)
    found.push(...(await storage.addresses(distinct.slice(from, from + AT_ONCE), secondsLeft())))
  const known = new Map(distinct.map((fileId, i) => [fileId, found[i]]))
  return fileId => known.get(fileId)
}

/** Limit of the storage on files in one call. */
const AT_ONCE = 50

const secondsLeft = (): number => Math.ceil((2 * HOUR - (Date.now() % HOUR)) / 1000)
