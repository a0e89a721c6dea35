import type { Page } from '../contract/kernel/rpc'
import { explain, type Failure, type Phase } from './phase'

interface ListData<T> {
  phase: Phase
  failure: Failure | null
  items: T[]
  /** Where the next page begins; empty on the last. */
  next: string
}

interface ListPage<T> {
  data: ListData<T>
  setData(change: Partial<ListData<T>>): void
}

type Fetch<T> = (page: { after?: string }, data: never) => Promise<Page<T>>

/**
 * What every page with a list does: loads when it is shown, when pulled down and on retry, and reads on at the bottom.
 * `Page({ ...list, data: { ...list.data, … } })`; the page asks again with `this.load()`.
 * @param fetch one page of the list; it gets the page's data for its filters
 */
export const paged = <T, D = unknown>(fetch: (page: { after?: string }, data: D) => Promise<Page<T>>) => ({
  data: { phase: 'loading', failure: null, items: [], next: '' } as ListData<T>,

  async onShow(this: ListPage<T>) {
    await load(this, fetch as Fetch<T>)
  },

  async onPullDownRefresh(this: ListPage<T>) {
    await load(this, fetch as Fetch<T>)
    wx.stopPullDownRefresh()
  },

  async retry(this: ListPage<T>) {
    this.setData({ phase: 'loading' })
    await load(this, fetch as Fetch<T>)
  },

  async load(this: ListPage<T>) {
    await load(this, fetch as Fetch<T>)
  },

  async onReachBottom(this: ListPage<T>) {
    if (this.data.phase !== 'ready' || !this.data.next) return
    this.setData({ phase: 'sending' })
    try {
      const { items, next = '' } = await fetch({ after: this.data.next }, this.data as D)
      this.setData({ items: [...this.data.items, ...items], next })
    } catch (error) {
      await wx.showToast({ title: explain(error).message, icon: 'none' })
    }
    this.setData({ phase: 'ready' })
  },
})

async function load<T>(list: ListPage<T>, fetch: Fetch<T>): Promise<void> {
  try {
    const { items, next = '' } = await fetch({}, list.data as never)
    list.setData({ items, next, phase: 'ready' })
  } catch (error) {
    list.setData({ phase: 'failed', failure: explain(error) })
  }
}
