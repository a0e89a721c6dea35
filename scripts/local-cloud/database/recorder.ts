/** One shape of query that was asked, and the index that served it; null stands for a scan of the collection. */
export interface QueryShape {
  collection: string
  action: string
  shape: string
  index: string | null
  count: number
}

/** Counts the queries of each shape, so that a test can find those that no index serves. */
export class Recorder {
  private readonly shapes = new Map<string, QueryShape>()

  record(query: Omit<QueryShape, 'count'>): void {
    const key = [query.collection, query.action, query.shape, query.index].join('\0')
    const known = this.shapes.get(key)
    if (known) known.count++
    else this.shapes.set(key, { ...query, count: 1 })
  }

  list(): QueryShape[] {
    return [...this.shapes.values()]
  }
}
