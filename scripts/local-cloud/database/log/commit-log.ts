import fs from 'node:fs'
import path from 'node:path'
import { crc32 } from './crc32'

const NEW_LINE = 0x0a
/** A checksum in hexadecimal and a blank come before the text of a line. */
const PREFIX = 9
/** Rewriting blocks the process, so a log may become this large and several times its content before it is done. */
const COMPACT_FROM = 32 * 1024 * 1024
const COMPACT_RATIO = 4

/**
 * An append-only file of lines `crc32 text`. A line is in the operating system's hands when `append` returns, so it
 * survives the end of the process; it is forced to the disk soon after, together with others.
 */
export class CommitLog {
  private fd: number
  private bytes: number
  private compactAt: number
  private failure?: Error
  private syncing?: Promise<void>
  private unsynced = false

  /** @param content gives all lines that the file would need if it were written anew */
  private constructor(
    private readonly file: string,
    private readonly content: () => Iterable<string>,
  ) {
    this.fd = fs.openSync(file, 'a')
    this.bytes = fs.fstatSync(this.fd).size
    this.compactAt = COMPACT_FROM
  }

  /**
   * Hands every good line of the file to `replay`, oldest first; at the first that is torn or damaged the rest of
   * the file is cut off.
   */
  static open(file: string, replay: (text: string) => void, content: () => Iterable<string>): CommitLog {
    fs.rmSync(temporary(file), { force: true })
    if (fs.existsSync(file)) {
      const bytes = fs.readFileSync(file)
      const good = replayLines(bytes, replay)
      if (good < bytes.length) fs.truncateSync(file, good)
    }
    const log = new CommitLog(file, content)
    log.compactIfGrown()
    return log
  }

  /** @throws Error when the line could not be written; the file is then as it was */
  append(text: string): void {
    if (this.failure) throw this.failure
    const line = lineOf(text)
    try {
      writeAll(this.fd, line)
    } catch (error) {
      this.restore()
      throw error
    }
    this.bytes += line.length
    this.sync()
  }

  async close(): Promise<void> {
    while (this.syncing) await this.syncing
    fs.closeSync(this.fd)
    if (this.failure) throw this.failure
  }

  /** Part of a line may have been written: nothing may follow it. */
  private restore(): void {
    try {
      fs.ftruncateSync(this.fd, this.bytes)
    } catch (error) {
      this.failure = new Error(`The commit log ${this.file} is damaged; restart to recover it.`, {
        cause: error,
      })
    }
  }

  /** Forces what was written to the disk; what is written meanwhile goes with the next round. */
  private sync(): void {
    this.unsynced = true
    this.syncing ??= this.syncRounds().finally(() => {
      this.syncing = undefined
    })
  }

  private async syncRounds(): Promise<void> {
    while (this.unsynced && !this.failure) {
      this.unsynced = false
      const error = await new Promise(resolve => fs.fdatasync(this.fd, resolve))
      if (error)
        this.failure = new Error(`The commit log ${this.file} could not be synchronised.`, { cause: error })
      else this.compactIfGrown()
    }
  }

  /** A log that cannot be written anew stays as it is, and grows on. */
  private compactIfGrown(): void {
    if (this.bytes < this.compactAt) return
    try {
      this.compact()
      this.compactAt = Math.max(COMPACT_FROM, this.bytes * COMPACT_RATIO)
    } catch (error) {
      fs.rmSync(temporary(this.file), { force: true })
      this.compactAt = this.bytes * 2
      process.emitWarning(`The commit log ${this.file} could not be compacted: ${(error as Error).message}`)
    }
  }

  /** Writes the content to a new file that takes the place of the grown one. */
  private compact(): void {
    writeFile(temporary(this.file), this.content())
    // Windows does not replace a file that is open.
    fs.closeSync(this.fd)
    try {
      fs.renameSync(temporary(this.file), this.file)
      syncFolder(path.dirname(this.file))
    } finally {
      this.fd = fs.openSync(this.file, 'a')
      this.bytes = fs.fstatSync(this.fd).size
    }
  }
}

function temporary(file: string): string {
  return `${file}.new`
}

function lineOf(text: string): Buffer {
  const body = Buffer.from(text)
  return Buffer.concat([Buffer.from(`${checksum(body)} `), body, Buffer.from('\n')])
}

function checksum(body: Uint8Array): string {
  return crc32(body).toString(16).padStart(8, '0')
}

/** @returns the number of bytes that hold good lines */
function replayLines(bytes: Buffer, replay: (text: string) => void): number {
  let good = 0
  for (;;) {
    const end = bytes.indexOf(NEW_LINE, good)
    if (end < good + PREFIX) return good
    const body = bytes.subarray(good + PREFIX, end)
    if (bytes.toString('latin1', good, good + PREFIX) !== `${checksum(body)} `) return good
    replay(body.toString('utf8'))
    good = end + 1
  }
}

function writeAll(fd: number, bytes: Buffer): void {
  let written = 0
  while (written < bytes.length) written += fs.writeSync(fd, bytes, written)
}

function writeFile(file: string, texts: Iterable<string>): void {
  const fd = fs.openSync(file, 'w')
  try {
    for (const text of texts) writeAll(fd, lineOf(text))
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}

/** A renamed file is only certain once its folder is on the disk; Windows cannot open a folder and needs it not. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const fd = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}
