import { storage } from '../../kernel/data/cloud'
import { type FileKind, takeUpload } from '../../kernel/files/upload'

const MEGABYTE = 1024 * 1024
export const PHOTO = { kinds: ['jpg', 'png'], most: 5 * MEGABYTE } as const
export const VOICE = { kinds: ['mp3', 'aac', 'wav'], most: 10 * MEGABYTE } as const

/** How long an address of a photo or a voice note is good for. */
const SECONDS = 3600

/**
 * Takes what the caller uploaded into the tickets' own folder and answers the new ids; the same names for the same
 * press, so that repeating leaves nothing behind. Refuses FILE_UNUSABLE for what is somebody else's, or no such file.
 * @param name of all of them together; nobody can guess it
 */
export const keepUploads = (
  fileIds: readonly string[],
  { kinds, most }: { kinds: readonly FileKind[]; most: number },
  openid: string,
  name: string,
): Promise<string[]> =>
  Promise.all(
    fileIds.map(async (fileId, i) => {
      const { kind, content } = await takeUpload(fileId, openid, kinds, most)
      return storage.upload(`tickets/${name}-${i}.${kind}`, content)
    }),
  )

/** Addresses that expire, of all the files in one go; none for a file that is gone. */
export async function addressesOf(files: string[]): Promise<(file: string) => string | undefined> {
  const addresses = await storage.addresses(files, SECONDS)
  const known = new Map(files.map((file, i) => [file, addresses[i]]))
  return file => known.get(file)
}
