import type { Page } from '../contract/kernel/rpc'
import { loaded } from './loaded'
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
  load(): Promise<void>
}

/**
 * What every page with a list does: loads when it is shown, when pulled down and on retry, and reads on at the bottom.
 * `Page({ ...list, data: { ...list.data, … } })`; the page asks again with `this.load()`.
 * @param fetch one page of the list; it gets the page's data for its filters
 * @param arrange data to set beside the items, made of all that were read so far
 */
export const paged = <T, D = unknown>(
  fetch: (page: { after?: string }, data: D) => Promise<Page<T>>,
  arrange: (items: T[]) => object = () => ({}),
) => {
  const first = loaded<D>(async data => {
    const { items, next = '' } = await fetch({}, data)
    return { items, next, ...arrange(items) }
  })
  return {
    ...first,
    data: { ...first.data, items: [] as T[], next: '' },

    async onShow(this: ListPage<T, D>) {
      await this.load()
    },

    /** The items as they have become. */
    show(this: ListPage<T, D>, items: T[]) {
      this.setData({ items, ...arrange(items) })
    },

    async onReachBottom(this: ListPage<T, D>) {
      if (this.data.phase !== 'ready' || !this.data.next) return
      this.setData({ phase: 'sending' })
      try {
        const { items, next = '' } = await fetch({ after: this.data.next }, this.data)
        const all = [...this.data.items, ...items]
        this.setData({ items: all, next, ...arrange(all) })
      } catch (error) {
        await wx.showToast({ title: explain(error).message, icon: 'none' })
      }
      this.setData({ phase: 'ready' })
    },
  }
}
