import { showLatest } from './latest'
import type { Failure, Phase } from './phase'

interface LoadedPage<D> {
  data: D
  setData(change: object): void
  load(): Promise<void>
}

/**
 * What every page does that asks once for what it shows: loads, when pulled down too, and on retry.
 * `Page({ ...asked, data: { ...asked.data, … }, async onShow() { await this.load() } })`.
 * @param fetch gets the page's data, for what it asks about, and answers the data to set
 */
export const loaded = <D = unknown>(fetch: (data: D) => Promise<object>) => ({
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
})
