import fs from 'node:fs'
import path from 'node:path'
import { LIMITS } from '../limits'
import { Collection, type CollectionSpec, duplicateId } from './collection'
import { collectionExists, collectionMissing, requestFailed, tooManyCollections } from './error'
import { CommitLog } from './log/commit-log'
import { commitLine, contentLines, createLine, replayLine, type Written } from './log/entries'
import { lockFolder } from './log/lock'
import type { Change } from './transaction'

/** The collections of a database, in memory and, when there is a folder, in its commit log. */
export class Storage {
  private readonly collections = new Map<string, Collection>()
  private log?: CommitLog
  private unlock?: () => void
  /** Hears of every commit. */
  onCommit: (written: Written[]) => void = () => {}

  constructor(specs: CollectionSpec[], folder?: string) {
    checkCounts(specs)
    for (const spec of specs) this.collections.set(spec.name, new Collection(spec))
    if (folder !== undefined) this.load(folder)
  }

  private load(folder: string): void {
    fs.mkdirSync(folder, { recursive: true })
    this.unlock = lockFolder(folder)
    try {
      const replay = (line: string) => replayLine(line, name => this.existing(name))
      this.log = CommitLog.open(path.join(folder, 'commits.log'), replay, () => this.content())
      for (const collection of this.collections.values()) collection.checkUnique()
    } catch (error) {
      this.unlock()
      throw error
    }
  }

  /** Ends when everything is on the disk. */
  async close(): Promise<void> {
    try {
      await this.log?.close()
    } finally {
      this.unlock?.()
    }
  }

  names(): string[] {
    return [...this.collections.keys()]
  }

  /** @throws DATABASE_COLLECTION_NOT_EXIST */
  collection(name: string): Collection {
    const collection = this.collections.get(name)
    if (!collection) throw collectionMissing(name)
    return collection
  }

  /** @throws DATABASE_COLLECTION_ALREADY_EXIST */
  create(name: string): void {
    if (this.collections.has(name)) throw collectionExists(name)
    if (this.collections.size >= LIMITS.collections.value) throw tooManyCollections()
    this.append(createLine(name))
    this.existing(name)
  }

  /**
   * Makes all changes or none.
   * @returns what was changed, with the versions before
   * @throws E11000 for a duplicate key, DATABASE_REQUEST_FAILED when the log cannot be written
   */
  commit(changes: Change[]): Written[] {
    const made: Written[] = []
    try {
      for (const change of changes) made.push(makeChange(change))
      for (const { collection, id, after } of made) if (after) collection.refuseDuplicate(id, after)
      if (this.log && made.length > 0) this.append(commitLine(made))
    } catch (error) {
      for (const { collection, id, before } of made.reverse()) collection.put(id, before)
      throw error
    }
    if (made.length > 0) this.onCommit(made)
    return made
  }

  /**
   * Remembers all collections, which is possible in memory alone.
   * @returns a function that restores them, any number of times, and drops collections that came later
   * @throws Error when there is a log, which is only appended to
   */
  checkpoint(): () => void {
    if (this.log) throw new Error('only a database in memory can be brought back')
    const known = new Map([...this.collections].map(([name, collection]) => [name, collection.checkpoint()]))
    return () => {
      for (const [name] of this.collections) if (!known.has(name)) this.collections.delete(name)
      for (const restore of known.values()) restore()
    }
  }

  private append(line: string): void {
    try {
      this.log?.append(line)
    } catch (error) {
      throw requestFailed(`the write could not be kept: ${(error as Error).message}`)
    }
  }

  private existing(name: string): Collection {
    const known = this.collections.get(name)
    if (known) return known
    const created = new Collection({ name, indexes: [] })
    this.collections.set(name, created)
    return created
  }

  private *content(): Iterable<string> {
    for (const collection of this.collections.values()) yield* contentLines(collection)
  }
}

function makeChange({ collection, id, document, insert }: Change): Written {
  if (insert && collection.get(id)) throw duplicateId(collection.name, document!)
  return { collection, id, before: collection.put(id, document), after: document }
}

/** @throws Error for a schema that no environment would take */
function checkCounts(specs: CollectionSpec[]): void {
  const { collections, indexes } = LIMITS
  if (specs.length > collections.value)
    throw new Error(`${specs.length} collections, more than the ${collections.value} of an environment`)
  for (const { name, indexes: its } of specs)
    if (its.length > indexes.value)
      throw new Error(`${name} has ${its.length} indexes, more than the ${indexes.value} of a collection`)
}
