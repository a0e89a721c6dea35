import { HOUR } from '#contract/kernel/time'
import { storage } from '../data/cloud'
import { takeUploads, type UploadRequest } from './upload'

const MEGABYTE = 1024 * 1024

/** Rules of attachments. */
export const AVATAR = { kinds: ['jpg', 'png'], most: 2 * MEGABYTE } as const
export const PHOTO = { kinds: ['jpg', 'png'], most: 5 * MEGABYTE } as const
export const VOICE = { kinds: ['mp3', 'aac', 'wav'], most: 10 * MEGABYTE } as const

/**
 * Takes what the caller uploaded into a folder, all or none, and answers the ids in the same order. Names are random,
 * and the same for the same upload, so that repeating leaves nothing behind. Refuses as `takeUploads` does.
 */
export async function keepUploads(
  requests: readonly UploadRequest[],
  folder: string,
  openid: string,
): Promise<string[]> {
  if (!requests.length) return []
  const uploads = await takeUploads(requests, openid)
  const written = await Promise.allSettled(
    uploads.map(({ kind, content, name }) => storage.upload(`${folder}/${name}.${kind}`, content)),
  )
  const kept = written.flatMap(one => (one.status === 'fulfilled' ? one.value : []))
  const failure = written.find(one => one.status === 'rejected')
  if (!failure) return kept
  await discardFiles(kept)
  throw failure.reason
}

/** Removes kept files that nothing names. */
export async function discardFiles(fileIds: string[]): Promise<void> {
  if (fileIds.length) await storage.remove(fileIds)
}

/** Each file of a list with its rule; its field tells which of the list it is. */
export const requestsFor = (
  fileIds: readonly string[],
  rule: UploadRequest['rule'],
  field: string,
): UploadRequest[] => fileIds.map((fileId, i) => ({ fileId, rule, field: `${field}.${i}` }))

/**
 * Addresses of files, to be looked up by the file's id; none for a file that is gone. They end with the next hour but
 * one: asked for again within an hour they are the same, and no phone fetches a picture twice.
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

/** More the storage does not answer in one go. */
const AT_ONCE = 50

const secondsLeft = (): number => Math.ceil((2 * HOUR - (Date.now() % HOUR)) / 1000)
