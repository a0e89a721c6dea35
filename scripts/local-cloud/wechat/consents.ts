import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The subscribe messages that people have agreed to, one message per consent. Consents outlive the
 * process when there is a folder.
 */
export class Consents {
  private readonly file?: string
  private readonly counts: Map<string, number>

  constructor(folder?: string) {
    this.file = folder && join(folder, 'consents.json')
    const kept = this.file && existsSync(this.file) ? JSON.parse(readFileSync(this.file, 'utf8')) : []
    this.counts = new Map(kept)
  }

  grant(openid: string, template: string): void {
    this.change(openid, template, 1)
  }

  /** The number of messages that may still be sent. */
  count(openid: string, template: string): number {
    return this.counts.get(key(openid, template)) ?? 0
  }

  use(openid: string, template: string): void {
    this.change(openid, template, -1)
  }

  private change(openid: string, template: string, by: number): void {
    this.counts.set(key(openid, template), this.count(openid, template) + by)
    if (this.file) replaceFile(this.file, JSON.stringify([...this.counts]))
  }
}

/** The old content or the new, whenever the process ends. */
function replaceFile(file: string, content: string): void {
  writeFileSync(`${file}.new`, content)
  renameSync(`${file}.new`, file)
}

const key = (openid: string, template: string): string => JSON.stringify([openid, template])
