import { refuse } from '#contract/kernel/errors'
import { storage } from '../data/cloud'

/** What a file must begin with to be what it says, and how it is called then. */
const KINDS = {
  jpg: [[0xff, 0xd8, 0xff]],
  png: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  mp3: [
    [0x49, 0x44, 0x33],
    [0xff, 0xfb],
    [0xff, 0xf3],
    [0xff, 0xf2],
  ],
  aac: [
    [0xff, 0xf1],
    [0xff, 0xf9],
  ],
  wav: [[0x52, 0x49, 0x46, 0x46]],
  xlsx: [[0x50, 0x4b, 0x03, 0x04]],
  /** Text has no mark of its own. */
  csv: [[]],
} satisfies Record<string, number[][]>
export type FileKind = keyof typeof KINDS

export interface Upload {
  kind: FileKind
  content: Buffer
}

const pathOf = (fileId: string): string => fileId.replace(/^cloud:\/\/[^/]+\//, '')

/** What was uploaded is of no more use; what lies in somebody else's folder stays. */
export async function discardUploads(fileIds: readonly string[], folder: string): Promise<void> {
  const own = fileIds.filter(fileId => pathOf(fileId).startsWith(`incoming/${folder}/`))
  if (own.length) await storage.remove(own)
}

/**
 * Takes a file that the caller uploaded: it must lie in their own folder, be one of `kinds` by its first bytes, and
 * have at most `most` bytes. Refuses FILE_UNUSABLE, the same for somebody else's file as for none.
 * @param folder the caller's openid, or `console` for files that were put there for the console
 */
export async function takeUpload(
  fileId: string,
  folder: string,
  kinds: readonly FileKind[],
  most: number,
): Promise<Upload> {
  if (!pathOf(fileId).startsWith(`incoming/${folder}/`)) refuse('FILE_UNUSABLE', { field: 'fileId' })
  const content = await storage.download(fileId).catch(() => refuse('FILE_UNUSABLE', { field: 'fileId' }))
  const kind = kinds.find(one => KINDS[one].some(mark => mark.every((byte, i) => content[i] === byte)))
  if (!kind || !content.length || content.length > most) refuse('FILE_UNUSABLE', { field: 'fileId' })
  return { kind, content }
}
