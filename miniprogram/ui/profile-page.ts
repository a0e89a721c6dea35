import type { Me } from '../contract/account'
import { me, refreshMe } from '../services/session'
import { showLatest } from './latest-result'
import { loadPage } from './load-page'

interface ProfilePage<D> {
  data: D
  setData(change: object): void
}

/**
 * A page about the person who uses the phone: `load()` takes what is known of them; on retry and when pulled down the
 * server is asked. `Page({ ...profilePage(…), async onShow() { await this.load() } })`.
 * @param draw answers the data to set for the person; it gets the page's data, too
 */
export const profilePage = <D = unknown>(draw: (person: Me, data: D) => object | Promise<object>) => {
  const fresh = (page: ProfilePage<D>) =>
    showLatest(
      page,
      refreshMe().then(person => draw(person, page.data)),
    )
  return {
    ...loadPage<D>(async data => draw(await me(), data)),

    async onPullDownRefresh(this: ProfilePage<D>) {
      await fresh(this)
      wx.stopPullDownRefresh()
    },

    async retry(this: ProfilePage<D>) {
      this.setData({ phase: 'loading' })
      await fresh(this)
    },
  }
}
