import { explain, type Failure, type Phase } from './phase'

interface LoadedData {
  phase: Phase
  failure: Failure | null
}

interface LoadedPage<D> {
  data: D
  setData(change: object): void
  load(): Promise<void>
}

/** What each page asked for last: an answer that comes late is not shown. */
const latest = new WeakMap<object, Promise<object>>()

/**
 * What every page does that asks once for what it shows: loads, when pulled down too, and on retry.
 * `Page({ ...asked, data: { ...asked.data, … }, async onShow() { await this.load() } })`.
 * @param fetch gets the page's data, for what it asks about, and answers the data to set
 */
export const loaded = <D = unknown>(fetch: (data: D) => Promise<object>) => ({
  data: { phase: 'loading', failure: null } as LoadedData,

  async onPullDownRefresh(this: LoadedPage<D>) {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async retry(this: LoadedPage<D>) {
    this.setData({ phase: 'loading' })
    await this.load()
  },

  async load(this: LoadedPage<D>) {
    const asked = fetch(this.data)
    latest.set(this, asked)
    const change = await asked.then(
      found => ({ ...found, phase: 'ready' }),
      error => ({ phase: 'failed', failure: explain(error) }),
    )
    if (latest.get(this) === asked) this.setData(change)
  },
})
