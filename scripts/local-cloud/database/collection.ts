import { compare, type HashKey, hashKey } from './compare'
import { duplicateKey } from './error'
import { type IndexSpec, IndexTree, type StoredRecord, shellNotation } from './plan/index-tree'
import { candidates, choosePlan, type Plan } from './plan/planner'
import { pathPredicates } from './plan/predicates'
import { compileFilter } from './query/filter'
import { type SortSpec, sortDocuments } from './query/sort'
import { boundedSize } from './size'
import type { Document, Value } from './value'

export interface CollectionSpec {
  name: string
  indexes: IndexSpec[]
}

/** Versions that a transaction sees instead of the stored ones; undefined hides the document. */
export type Overlay = ReadonlyMap<HashKey, Document | undefined>

export interface Query {
  filter: Document
  sort?: SortSpec
  skip?: number
  limit?: number
  /** Values that `$expr` in the filter may refer to as `$$name`. */
  variables?: ReadonlyMap<string, Value | undefined>
}

export interface Found {
  documents: Document[]
  /** The index that served the query (several for `$or`), `_id_` for access by id, null for a scan. */
  index: string | null
}

/** A superset of the matching documents. */
interface CandidateSource {
  documents: Iterable<Document>
  index: string | null
  /** Whether only part of the collection is read. */
  bounded: boolean
  /** Whether the documents come in the order that the query asked for. */
  ordered: boolean
}

const NOTHING: Overlay = new Map()
export const PRIMARY = '_id_'

/** The documents of one collection in memory, with their indexes. */
export class Collection {
  readonly name: string
  private records = new Map<HashKey, StoredRecord>()
  private readonly trees: IndexTree[]
  private idTree?: IndexTree
  private sequence = 0
  /** A new object after each change, so that restoring an unchanged checkpoint costs nothing. */
  private version = {}

  constructor(spec: CollectionSpec) {
    this.name = spec.name
    this.trees = spec.indexes.map(index => new IndexTree(index))
  }

  get size(): number {
    return this.records.size
  }

  get indexes(): IndexSpec[] {
    return this.trees.map(({ spec }) => spec)
  }

  get(id: HashKey): Document | undefined {
    return this.records.get(id)?.document
  }

  *documents(): Iterable<Document> {
    for (const record of this.records.values()) yield record.document
  }

  /** Finds the matching documents in the order asked for, or else in the order of insertion or of the index used. */
  find(query: Query, overlay = NOTHING): Found {
    const { filter, sort = {}, skip = 0, limit = Infinity } = query
    const matches = compileFilter(filter, query.variables)
    const source = this.source(filter, sort, overlay)
    const sorted = source.ordered || Object.keys(sort).length === 0
    const enough = skip + limit
    const documents: Document[] = []
    for (const document of source.documents) {
      if (documents.length >= enough && sorted) break
      if (matches(document)) documents.push(document)
    }
    const ordered = sorted ? documents : sortDocuments(documents, sort, enough)
    const index = source.bounded || (source.ordered && limit < Infinity) ? source.index : null
    return { documents: skip > 0 || ordered.length > enough ? ordered.slice(skip, enough) : ordered, index }
  }

  private source(filter: Document, sort: SortSpec, overlay: Overlay): CandidateSource {
    const predicates = pathPredicates(filter)
    const ids = predicates.get('_id')?.equals
    if (ids) {
      const documents = this.byIds([...ids].sort(compare).map(hashKey), overlay)
      return { documents, index: PRIMARY, bounded: true, ordered: ids.length <= 1 }
    }
    const plan = choosePlan(this.usableTrees(predicates.has('_id') || '_id' in sort), predicates, sort)
    const branches = plan?.bounded || plan?.ordered ? undefined : this.branches(filter, overlay)
    if (branches) return branches
    return {
      documents: this.through(plan, overlay),
      index: plan?.tree.spec.name ?? null,
      bounded: plan?.bounded ?? false,
      ordered: (plan?.ordered ?? false) && overlay.size === 0,
    }
  }

  /** The candidates of all branches of `$or`; undefined unless an index serves each branch. */
  private branches(filter: Document, overlay: Overlay): CandidateSource | undefined {
    if (filter.$or === undefined) return undefined
    const sources = (filter.$or as Document[]).map(branch => this.source(branch, {}, overlay))
    if (!sources.every(({ bounded }) => bounded)) return undefined
    const indexes = new Set(sources.map(({ index }) => index))
    return {
      documents: new Set(sources.flatMap(({ documents }) => [...documents])),
      index: [...indexes].join(', '),
      bounded: true,
      ordered: false,
    }
  }

  private *byIds(ids: HashKey[], overlay: Overlay): Iterable<Document> {
    for (const id of ids) {
      const document = overlay.has(id) ? overlay.get(id) : this.get(id)
      if (document) yield document
    }
  }

  private *through(plan: Plan | undefined, overlay: Overlay): Iterable<Document> {
    for (const id of plan ? candidates(plan) : this.records.keys()) {
      if (!overlay.has(id)) yield this.records.get(id)!.document
    }
    for (const document of overlay.values()) if (document) yield document
  }

  /** The index of ids is built only once a query needs it: most collections are read by single ids. */
  private usableTrees(byId: boolean): IndexTree[] {
    if (!byId) return this.trees
    if (!this.idTree) {
      this.idTree = new IndexTree({ name: PRIMARY, keys: { _id: 1 } })
      for (const record of this.records.values())
        this.idTree.apply(this.idTree.keyChange(undefined, record.document), record)
    }
    return [...this.trees, this.idTree]
  }

  /** @throws E11000 when a unique index holds one of the document's keys for another visible document */
  refuseDuplicate(id: HashKey, document: Document, overlay = NOTHING): void {
    for (const tree of this.trees.filter(({ spec }) => spec.unique)) {
      for (const { id: sharer, key } of tree.sharing(document)) {
        if (sharer !== id && !overlay.has(sharer)) throw duplicateKey(this.name, tree.spec.name, key)
      }
      for (const [otherId, other] of overlay) {
        const key = other && otherId !== id ? tree.commonKey(other, document) : undefined
        if (key !== undefined) throw duplicateKey(this.name, tree.spec.name, key)
      }
    }
  }

  /** @throws E11000 when stored documents break a unique index that was declared after they were stored */
  checkUnique(): void {
    for (const { id, document } of this.records.values()) this.refuseDuplicate(id, document)
  }

  /**
   * Stores, replaces or (undefined) removes a document, whether or not it breaks a unique index.
   * @returns the version before
   * @throws DATABASE_REQUEST_FAILED, with nothing changed, for a document that is too large or cannot be indexed
   */
  put(id: HashKey, document: Document | undefined): Document | undefined {
    const known = this.records.get(id)
    const before = known?.document
    if (!known && !document) return undefined
    const bytes = document ? boundedSize(before, document, known?.bytes ?? 0) : 0
    const record = { id, sequence: known?.sequence ?? this.sequence++, document: document!, bytes }
    const trees = this.allTrees()
    const changes = trees.map(tree => tree.keyChange(before, document))
    for (const [i, tree] of trees.entries()) tree.apply(changes[i]!, record)
    if (document) this.records.set(id, record)
    else this.records.delete(id)
    this.version = {}
    return before
  }

  /** Remembers the documents and their order. @returns a function that restores them, any number of times */
  checkpoint(): () => void {
    const { version, sequence, idTree } = this
    const records = new Map(this.records)
    const trees = this.allTrees().map(tree => tree.checkpoint())
    return () => {
      if (this.version === version) return
      this.records = new Map(records)
      for (const restore of trees) restore()
      Object.assign(this, { version, sequence, idTree })
    }
  }

  private allTrees(): IndexTree[] {
    return this.idTree ? [...this.trees, this.idTree] : this.trees
  }
}

export function duplicateId(collection: string, document: Document): Error {
  return duplicateKey(collection, PRIMARY, `{ _id: ${shellNotation(document._id)} }`)
}
