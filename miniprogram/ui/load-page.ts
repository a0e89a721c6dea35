import { postponeRefresh, showLatest } from './latest-result'
import type { Failure, Phase } from './phase'

interface LoadPage<D> {
  data: D & { phase: Phase }
  setData(change: object): void
  load(): Promise<void>
  refresh(): Promise<void>
}

/**
 * A page that asks once for what it shows: it loads when the page says so, when pulled down and on retry.
 * `Page({ ...page, data: { ...page.data, … }, async onShow() { await this.appear() } })`.
 * @param fetch gets the page's data, for what it asks about, and answers the data to set
 * @param again the same for a page that shows something already
 * @param failed what is set when loading failed; without it the page explains the failure
 */
export const loadPage = <D = unknown>(
  fetch: (data: D) => Promise<object>,
  again: (data: D) => Promise<object> = fetch,
  failed?: (error: unknown) => object,
) => ({
  data: { phase: 'loading' as Phase, failure: null as Failure | null },

  async onPullDownRefresh(this: LoadPage<D>) {
    if (this.data.phase === 'sending') postponeRefresh(this)
    else await this.load()
    wx.stopPullDownRefresh()
  },

  async retry(this: LoadPage<D>) {
    this.setData({ phase: 'loading' })
    await this.load()
  },

  async load(this: LoadPage<D>) {
    await showLatest(this, fetch(this.data), failed)
  },

  /** Refreshes in the background: errors are ignored, and a request under way wins. */
  async refresh(this: LoadPage<D>) {
    if (this.data.phase === 'ready') await showLatest(this, again(this.data), () => ({}))
  },

  /** For `onShow`: the page is as it was left, and up to date. */
  async appear(this: LoadPage<D>) {
    const { phase } = this.data
    if (phase === 'sending') postponeRefresh(this)
    else await (phase === 'ready' ? this.refresh() : this.load())
  },
})
