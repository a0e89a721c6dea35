import type { Page } from '../contract/kernel/rpc'
import { showLatest } from './latest-result'
import { loadPage } from './load-page'
import { explain, type Phase } from './phase'

interface ListData<T> {
  phase: Phase
  items: T[]
  /** Where the next page begins; empty on the last. */
  next: string
}

interface ListPage<T, D> {
  data: ListData<T> & D
  setData(change: object): void
  appear(): Promise<void>
}

/**
 * What every page with a list does: loads when it is shown, when pulled down and on retry, and reads on at the bottom.
 * `Page({ ...list, data: { ...list.data, … } })`; the page asks again with `this.load()`.
 * @param fetch one page of the list; it gets the page's data for its filters
 * @param arrange data to set beside the items, made of all that were read so far
 * @param beside data to set that is asked for together with the beginning of the list
 */
export const listPage = <T, D = unknown>(
  fetch: (page: { after?: string }, data: D) => Promise<Page<T>>,
  arrange: (items: T[]) => object = () => ({}),
  beside: (data: D) => Promise<object> = async () => ({}),
) => {
  /** From the top, page by page, until at least so many are read. */
  async function read(data: D, count: number): Promise<object> {
    const items: T[] = []
    let next: string | undefined
    do {
      const page = await fetch(next ? { after: next } : {}, data)
      items.push(...page.items)
      next = page.next
    } while (next && items.length < count)
    return { items, next: next ?? '', ...arrange(items) }
  }
  const begin = async (data: D, count: number) =>
    Object.assign({}, ...(await Promise.all([read(data, count), beside(data)])))
  const first = loadPage<D & ListData<T>>(
    data => begin(data, 1),
    data => begin(data, data.items.length),
  )
  return {
    ...first,
    data: { ...first.data, items: [] as T[], next: '' },

    async onShow(this: ListPage<T, D>) {
      await this.appear()
    },

    /** The items as they have become. */
    show(this: ListPage<T, D>, items: T[]) {
      this.setData({ items, ...arrange(items) })
    },

    async onReachBottom(this: ListPage<T, D>) {
      const { phase, items, next } = this.data
      if (phase !== 'ready' || !next) return
      this.setData({ phase: 'sending' })
      const more = fetch({ after: next }, this.data).then(page => {
        const all = [...items, ...page.items]
        return { items: all, next: page.next ?? '', ...arrange(all) }
      })
      await showLatest(this, more, error => {
        void wx.showToast({ title: explain(error).message, icon: 'none' })
        return { phase: 'ready' }
      })
    },
  }
}
