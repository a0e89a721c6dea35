import type { Page } from '../contract/kernel/rpc'
import { catchUp, showLatest, toastFailure } from './latest-result'
import { loadPage } from './load-page'
import type { Phase } from './phase'

interface ListData<T> {
  phase: Phase
  items: T[]
  /** The cursor of the next page; empty on the last. */
  next: string
}

interface ListPage<T, D> {
  data: ListData<T> & D
  setData(change: object): void
  appear(): Promise<void>
  refresh(): Promise<void>
}

/**
 * A page with a list: it loads when it is shown, when pulled down and on retry, and reads on at the bottom.
 * `Page({ ...list, data: { ...list.data, … } })`; the page asks again with `this.load()`.
 * @param fetch one page of the list; it gets the page's data for its filters
 * @param arrange data to set beside the items, made of all that were read so far and the cursor of the next page
 * @param beside data to set that is asked for together with the beginning of the list
 * @param failed what is set when the beginning could not be read; without it the page explains the failure
 */
export const listPage = <T, D = unknown>(
  fetch: (page: { after?: string }, data: D) => Promise<Page<T>>,
  arrange: (items: T[], next: string) => object = () => ({}),
  beside: (data: D) => Promise<object> = async () => ({}),
  failed?: (error: unknown) => object,
) => {
  const withData = (items: T[], next = '') => ({ items, next, ...arrange(items, next) })

  /** Reads from the top, page by page, until there are at least so many items. */
  async function read(data: D, count: number): Promise<object> {
    const items: T[] = []
    let next: string | undefined
    do {
      const page = await fetch(next ? { after: next } : {}, data)
      items.push(...page.items)
      next = page.next
    } while (next && items.length < count)
    return withData(items, next)
  }
  const begin = async (data: D, count: number) =>
    Object.assign({}, ...(await Promise.all([read(data, count), beside(data)])))
  const first = loadPage<D & ListData<T>>(
    data => begin(data, 1),
    data => begin(data, data.items.length),
    failed,
  )
  return {
    ...first,
    data: { ...first.data, items: [] as T[], next: '' },

    async onShow(this: ListPage<T, D>) {
      await this.appear()
    },

    /** Shows the items as they have become. */
    show(this: ListPage<T, D>, items: T[]) {
      this.setData(withData(items, this.data.next))
    },

    async onReachBottom(this: ListPage<T, D>) {
      const { phase, items, next } = this.data
      if (phase !== 'ready' || !next) return
      this.setData({ phase: 'sending' })
      const more = fetch({ after: next }, this.data).then(page =>
        withData([...items, ...page.items], page.next),
      )
      await showLatest(this, more, toastFailure)
      await catchUp(this)
    },
  }
}

/** The items with one of them as it is now. */
export const replaceItem = <T extends { id: string }>(items: readonly T[], item: T): T[] =>
  items.map(other => (other.id === item.id ? item : other))
