import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import { join } from 'node:path'
import { byPath, type FileFacts, type Files, type StoredFile } from './files'

const NEW_LINE = 0x0a
const UNFINISHED = '.new'
/** The first line is never longer, in bytes: paths are short. */
const LONGEST_HEAD = 4096

/**
 * Files that outlive the process. Each is one file of the folder, named by a hash of its path, since a path
 * may hold characters that file systems refuse. Its first line is JSON with the path and the other
 * properties; the rest is the content.
 */
export class FileFolder implements Files {
  private constructor(private readonly folder: string) {}

  /** Opens or creates a folder, which must be this process's alone, and removes what a killed process left unfinished. */
  static async open(folder: string): Promise<FileFolder> {
    await fs.mkdir(folder, { recursive: true })
    const left = (await fs.readdir(folder)).filter(name => name.endsWith(UNFINISHED))
    await Promise.all(left.map(name => fs.rm(join(folder, name))))
    return new FileFolder(folder)
  }

  async get(path: string): Promise<StoredFile | undefined> {
    const content = await unlessMissing(fs.readFile(this.placeOf(path)))
    if (!content) return undefined
    const end = content.indexOf(NEW_LINE)
    const { type, modified } = JSON.parse(content.toString('utf8', 0, end))
    return { bytes: content.subarray(end + 1), type, modified }
  }

  async has(path: string): Promise<boolean> {
    return (await unlessMissing(fs.stat(this.placeOf(path)))) !== undefined
  }

  async put(path: string, { bytes, type, modified }: StoredFile): Promise<void> {
    const place = this.placeOf(path)
    const unfinished = `${place}.${randomBytes(6).toString('hex')}${UNFINISHED}`
    try {
      await fs.writeFile(unfinished, [`${JSON.stringify({ path, type, modified })}\n`, bytes], {
        flush: true,
      })
      await fs.rename(unfinished, place)
    } catch (error) {
      await fs.rm(unfinished, { force: true })
      throw error
    }
    await syncFolder(this.folder)
  }

  async remove(path: string): Promise<boolean> {
    const removed = await unlessMissing(fs.rm(this.placeOf(path)).then(() => true))
    if (removed) await syncFolder(this.folder)
    return removed ?? false
  }

  async list(): Promise<FileFacts[]> {
    const names = (await fs.readdir(this.folder)).filter(name => !name.endsWith(UNFINISHED))
    const facts = await Promise.all(names.map(name => unlessMissing(factsOf(join(this.folder, name)))))
    return facts.filter(one => one !== undefined).sort(byPath)
  }

  private placeOf(path: string): string {
    return join(this.folder, createHash('sha256').update(path).digest('hex'))
  }
}

/** Reads the first line and leaves the content where it is. */
async function factsOf(place: string): Promise<FileFacts> {
  const file = await fs.open(place)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_HEAD), 0, LONGEST_HEAD, 0)
    const end = buffer.subarray(0, bytesRead).indexOf(NEW_LINE)
    const { path, type, modified } = JSON.parse(buffer.toString('utf8', 0, end))
    return { path, type, modified, size: (await file.stat()).size - end - 1 }
  } finally {
    await file.close()
  }
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** A name is only certain once its folder is on the disk; Windows cannot open a folder and needs it not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await fs.open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
