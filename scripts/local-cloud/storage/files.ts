export interface StoredFile {
  bytes: Buffer
  /** MIME type. */
  type: string
  /** The moment of the upload, in milliseconds of the cloud's clock. */
  modified: number
}

/** The properties of a file without its content. */
export interface FileFacts extends Omit<StoredFile, 'bytes'> {
  path: string
  /** Bytes. */
  size: number
}

/** The files of a cloud by their paths. A file is there as a whole or not at all. */
export interface Files {
  get(path: string): Promise<StoredFile | undefined>
  has(path: string): Promise<boolean>
  /** Stores a file, replacing the one at the same path. */
  put(path: string, file: StoredFile): Promise<void>
  /** @returns whether there was one */
  remove(path: string): Promise<boolean>
  /** All files, ordered by path. */
  list(): Promise<FileFacts[]>
}

/** Makes a store whose files end with the process. */
export function filesInMemory(): Files {
  const files = new Map<string, StoredFile>()
  return {
    get: async path => files.get(path),
    has: async path => files.has(path),
    put: async (path, file) => void files.set(path, file),
    remove: async path => files.delete(path),
    list: async () =>
      [...files]
        .map(([path, { bytes, type, modified }]) => ({ path, size: bytes.length, type, modified }))
        .sort(byPath),
  }
}

export const byPath = (a: FileFacts, b: FileFacts): number => (a.path < b.path ? -1 : 1)
