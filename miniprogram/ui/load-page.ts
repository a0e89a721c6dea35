import { showLatest } from './latest-result'
import type { Failure, Phase } from './phase'

interface LoadedPage<D> {
  data: D & { phase: Phase }
  setData(change: object): void
  load(): Promise<void>
  refresh(): Promise<void>
}

/**
 * What every page does that asks once for what it shows: loads, when pulled down too, and on retry.
 * `Page({ ...asked, data: { ...asked.data, … }, async onShow() { await this.load() } })`.
 * @param fetch gets the page's data, for what it asks about, and answers the data to set
 * @param again the same for a page that shows something already
 */
export const loadPage = <D = unknown>(
  fetch: (data: D) => Promise<object>,
  again: (data: D) => Promise<object> = fetch,
) => ({
  data: { phase: 'loading' as Phase, failure: null as Failure | null },

  async onPullDownRefresh(this: LoadedPage<D>) {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async retry(this: LoadedPage<D>) {
    this.setData({ phase: 'loading' })
    await this.load()
  },

  async load(this: LoadedPage<D>) {
    await showLatest(this, fetch(this.data))
  },

  /** Asks again unseen: who reads goes on reading, also when it fails. Whatever is under way goes first. */
  async refresh(this: LoadedPage<D>) {
    if (this.data.phase === 'ready') await showLatest(this, again(this.data), () => ({}))
  },

  /** For `onShow`: who comes back to the page finds it as they left it, and up to date. */
  async appear(this: LoadedPage<D>) {
    await (this.data.phase === 'ready' ? this.refresh() : this.load())
  },
})
